import { unknown, type Unknown } from "../policy/unknown";

/**
 * The marker for an expression as it was written. It may come to stand within a JSON text, which it must not break.
 *
 * @param source - The expression without `${` and `}`.
 */
export function markerFor(source: string): Unknown {
  return unknown(source.replace(/\s+/g, " ").replaceAll("\\", "").replaceAll('"', "'").trim());
}
