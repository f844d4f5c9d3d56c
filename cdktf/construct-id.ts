/** The id of what is made for a name of the caller's: a slash would be taken for the border between two ids. */
export function idOf(name: string): string {
  return idBeside([], encodeURIComponent(name));
}

/**
 * The id of what is made for a name of the caller's next to constructs with fixed ids. A name that is one of these gets
 * an id that no repository and no prefix can have, because their names are in lower case; so does a name such as
 * `constructor`, for which every scope seems to have a child already. All others keep their ids, and so their addresses
 * in a state.
 */
export function idBeside(fixed: readonly string[], id: string): string {
  return fixed.includes(id) || id in Object.prototype ? `Named-${id}` : id;
}
