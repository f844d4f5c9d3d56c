const UNITS = ["bytes", "KiB", "MiB", "GiB", "TiB"] as const;

/**
 * An amount of bytes for people.
 *
 * @example
 * byteWords(1_610_612_736); // "1.5 GiB"
 */
export function byteWords(bytes: number): string {
  let amount = bytes;
  let unit = 0;
  while (amount >= 1024 && unit < UNITS.length - 1) {
    amount /= 1024;
    unit += 1;
  }
  return `${unit === 0 ? amount : amount.toFixed(1)} ${UNITS[unit] ?? ""}`;
}

/**
 * A number of things.
 *
 * @example
 * counted(2000, "tag"); // "2,000 tags"
 */
export function counted(count: number, one: string, many = `${one}${one.endsWith("x") ? "es" : "s"}`): string {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}

/** A time, rounded up, in its two largest units: `40 s`, `3 h 20 min`. */
export function timeWords(seconds: number): string {
  if (seconds <= 60) return `${Math.ceil(seconds)} s`;
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
