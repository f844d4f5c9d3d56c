import { padded, textWidth, wrapped } from "./text-layout";
import type { Paint } from "./page";

/** Columns between two cells. */
export const GAP = 2;

/** A word with its colour. */
export interface PaintedWord {
  readonly text: string;
  readonly paint: Paint;
}

/** One row, as many lines high as its highest cell. */
export function tableRow(
  name: PaintedWord,
  cells: readonly (readonly PaintedWord[])[],
  width: { readonly name: number; readonly cell: number },
): readonly string[] {
  const columns = [laidOut([name], width.name - GAP), ...cells.map((words) => laidOut(words, width.cell))];
  const height = Math.max(...columns.map((column) => column.length));
  return Array.from({ length: height }, (_, line) => {
    const last = columns.findLastIndex((column) => column[line] !== undefined);
    return columns
      .slice(0, last + 1)
      .map((column, index) => {
        const { plain, painted } = column[line] ?? { plain: "", painted: "" };
        if (index === last) return painted;
        const columnWidth = index === 0 ? width.name : width.cell + GAP;
        return painted + padded("", columnWidth - textWidth(plain));
      })
      .join("");
  });
}

/** Words as lines; a word that is itself too long is wrapped. */
function laidOut(words: readonly PaintedWord[], width: number): readonly { plain: string; painted: string }[] {
  const lines: { plain: string; painted: string }[] = [];
  for (const { text, paint } of words) {
    const indent = text.startsWith("  ") ? "  " : "";
    for (const [index, piece] of wrapped(text, width, indent).entries()) {
      const last = lines.at(-1);
      const start = piece.length - piece.trimStart().length;
      const painted = piece.slice(0, start) + paint(piece.slice(start));
      if (last && index === 0 && textWidth(last.plain) + 1 + textWidth(piece) <= width)
        lines.splice(-1, 1, { plain: `${last.plain} ${piece}`, painted: `${last.painted} ${painted}` });
      else lines.push({ plain: piece, painted });
    }
  }
  return lines;
}
