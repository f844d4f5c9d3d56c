const UNITS = ["bytes", "KB", "MB", "GB", "TB"] as const;

/**
 * An amount of bytes for people, in powers of 1,000, as lines, disks and the consoles of AWS count.
 *
 * @example
 * byteWords(1_500_000_000); // "1.5 GB"
 */
export function byteWords(bytes: number): string {
  const power = Math.min(UNITS.length - 1, bytes < 1000 ? 0 : Math.floor(Math.log10(bytes) / 3));
  const digits = power === 0 || bytes / 1000 ** power >= 100 ? 0 : 1;
  return `${(bytes / 1000 ** power).toFixed(digits)} ${UNITS[power] ?? ""}`;
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
