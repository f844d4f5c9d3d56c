/** A manifest as people call it: by its first tag, else by its digest. */
export function named({ digest, tags }: { readonly digest: string; readonly tags: readonly string[] }): string {
  return tags[0] === undefined ? digest : `${tags[0]} (${digest.slice(0, "sha256:".length + 12)})`;
}
