import type { Gap } from "../model/access-model";

/** Where a gap stands, and how expected access accepts it. */
export function gapPlace({ source, id }: Gap): string {
  return `${source.input}: ${source.address} (gap: ${id})`;
}
