/** The names that expressions may begin with. */
export interface Scope {
  /** The value of a name such as `local`, `data` or `aws_kms_key`; `undefined` for a name that nothing is known of. */
  find(name: string): unknown;
}

/** A scope with names before those of another, as the body of a loop has them. */
export function innerScope(outer: Scope, names: Readonly<Record<string, unknown>>): Scope {
  return { find: (name) => (Object.hasOwn(names, name) ? names[name] : outer.find(name)) };
}
