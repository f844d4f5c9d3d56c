/** For an option that can be given several times: all its values. */
export function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}
