import { isIP } from "node:net";

/**
 * Values around one that a condition compares with: between two neighbours of all that are compared nothing changes, so
 * that these and what lies beside them are all that has to be tried.
 */
export function valuesAround(written: string): readonly string[] {
  const [address = "", bits] = written.split("/");
  if (isIP(address) === 4) return addressesAround(address, bits === undefined ? 32 : Number(bits));
  if (isIP(address) === 6) return [address, "2001:db8::1"];
  if (/^[+-]?[\d.]+(?:e[+-]?\d+)?$/i.test(written)) {
    const value = Number(written);
    return [value - 1, value - 0.5, value, value + 0.5, value + 1].map(String);
  }
  const moment = Date.parse(written);
  if (Number.isNaN(moment)) return [written];
  return [moment - 1000, moment, moment + 1000].map((each) => new Date(each).toISOString());
}

function addressesAround(address: string, bits: number): readonly string[] {
  const number = address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
  const size = 2 ** (32 - bits);
  const first = Math.floor(number / size) * size;
  return [first - 1, first, first + size - 1, first + size]
    .filter((each) => each >= 0 && each < 2 ** 32)
    .map((each) => [24, 16, 8, 0].map((shift) => Math.floor(each / 2 ** shift) % 256).join("."));
}
