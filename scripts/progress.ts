/** Tells a person what is being done and how long it took. */
export async function step<T>(title: string, work: () => T | Promise<T>): Promise<T> {
  const began = Date.now();
  process.stdout.write(`${title} ... `);
  try {
    const result = await work();
    process.stdout.write(`done (${seconds(began)})\n`);
    return result;
  } catch (error) {
    process.stdout.write(`failed (${seconds(began)})\n`);
    throw error;
  }
}

/** A table of left-aligned columns, a line below its head. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(...[head, ...rows].map((row) => (row[column] ?? "").length), title.length),
  );
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd();
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}

function seconds(began: number): string {
  return `${((Date.now() - began) / 1000).toFixed(1)} s`;
}
