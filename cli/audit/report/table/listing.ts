import type { Page, Paint } from "../../../toolkit/page";
import { paragraph } from "../../../toolkit/page";
import { harmless, padded, textWidth, wrapped } from "../../../toolkit/text-layout";
import type { Column } from "../../question";

/** Spaces between two columns. */
const GAP = 2;
/** A time in two lines: the day, and the time of day below. */
const DAY = 10;
/** What texts may be cut down to, and how times are shown: first as it reads best, then as it still can be read. */
const MANNERS = [
  { time: 2 * DAY, text: 24, arn: 34 },
  { time: DAY, text: 24, arn: 34 },
  { time: DAY, text: 12, arn: 16 },
];

/** A column of a listing. */
export interface ListedColumn {
  readonly title: string;
  readonly type: Column["type"];
}

/** Lines under titles, as wide as the page. */
export interface Listing {
  readonly head: readonly string[];
  /** The lines of one row. */
  row(cells: readonly string[]): readonly string[];
}

/**
 * Finds out how wide columns have to be. All cells, or the first ones, are shown to it before the listing is made;
 * longer cells that come later are wrapped.
 */
export class ListingWidths {
  readonly #columns: readonly ListedColumn[];
  readonly #natural: number[];

  constructor(columns: readonly ListedColumn[]) {
    this.#columns = columns;
    this.#natural = columns.map(({ title }) => textWidth(title));
  }

  /** Takes note of the cells of one row. */
  see(cells: readonly string[]): void {
    for (const [index, cell] of cells.entries())
      this.#natural[index] = Math.max(this.#natural[index] ?? 0, widthOf(harmless(cell)));
  }

  /** A table where the columns find room side by side, else one block for each row. */
  listing(page: Page): Listing {
    const widths = this.#fitted(page.width - GAP * (this.#columns.length - 1));
    return widths === undefined ? blocks(this.#columns, page) : columnsSideBySide(this.#columns, widths, page);
  }

  #fitted(room: number): readonly number[] | undefined {
    for (const manner of MANNERS) {
      const natural = this.#columns.map(({ type }, index) => {
        const width = this.#natural[index] ?? 0;
        return type === "time" ? Math.min(width, manner.time) : width;
      });
      const least = this.#columns.map(({ type }, index) => {
        const width = natural[index] ?? 0;
        return type === "text" || type === "arn" ? Math.min(width, manner[type]) : width;
      });
      const widths = narrowed(natural, least, room);
      if (widths !== undefined) return widths;
    }
    return undefined;
  }
}

/** Widths that fit into a room: the widest column gives way first. */
function narrowed(natural: readonly number[], least: readonly number[], room: number): readonly number[] | undefined {
  if (least.reduce((sum, width) => sum + width, 0) > room) return undefined;
  const most = Math.max(...natural);
  for (let limit = most; limit >= 0; limit--) {
    const widths = natural.map((width, index) => Math.max(Math.min(width, limit), least[index] ?? 0));
    const spare = room - widths.reduce((sum, width) => sum + width, 0);
    if (spare >= 0) return widths;
  }
  return least;
}

function columnsSideBySide(columns: readonly ListedColumn[], widths: readonly number[], { colors }: Page): Listing {
  const linesOf = (cells: readonly string[], paints: readonly (Paint | undefined)[]): readonly string[] => {
    const wrappedCells = cells.map((cell, index) => {
      const { type } = columns[index] ?? { type: "text" };
      const width = widths[index] ?? 0;
      if (isPlain(cell) && cell.length <= width) return [cell];
      const indent = type === "arn" || type === "text" ? "  " : "";
      return wrapped(harmless(cell), width, indent);
    });
    const height = Math.max(...wrappedCells.map(({ length }) => length));
    return Array.from({ length: height }, (_, line) => {
      const shown = columns.map(({ type }, index) => {
        const text = wrappedCells[index]?.[line] ?? "";
        const width = widths[index] ?? 0;
        const paint = paints[index];
        const painted = text === "" || paint === undefined ? text : paint(text);
        const space = " ".repeat(Math.max(0, width - widthOf(text)));
        return type === "number" ? space + painted : painted + space;
      });
      return shown.join(" ".repeat(GAP)).trimEnd();
    });
  };
  const titles = columns.map(({ title }) => title);
  const paints = columns.map(({ type }) => (type === "number" ? colors.bold : undefined));
  return {
    head: linesOf(
      titles,
      titles.map(() => colors.bold),
    ),
    row: (cells) => linesOf(cells, paints),
  };
}

function blocks(columns: readonly ListedColumn[], page: Page): Listing {
  const titleWidth = Math.max(...columns.map(({ title }) => textWidth(title)));
  return {
    head: [],
    row: (cells) => [
      ...columns.flatMap(({ title }, index) => paragraph(page, `${padded(title, titleWidth)}  `, cells[index] ?? "")),
      "",
    ],
  };
}

/** Nearly all cells of nearly all logs: nothing in them has to be looked at letter by letter. */
function isPlain(text: string): boolean {
  return /^[ -~]*$/.test(text);
}

function widthOf(text: string): number {
  return isPlain(text) ? text.length : textWidth(text);
}
