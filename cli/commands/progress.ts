/** Shows how far long work is, on a terminal and nowhere else. */
export interface Progress {
  /** Shows a line in place of the one before; the first second is silent, so that short work shows nothing. */
  readonly show: (line: () => string) => void;
  /** Takes away what was shown. */
  readonly clear: () => void;
}

const SILENT_MS = 1000;
const EVERY_MS = 100;

/** Progress on a stream. */
export function progressOn(stream: NodeJS.WriteStream, now: () => number = Date.now): Progress {
  const started = now();
  let last = started + SILENT_MS - EVERY_MS;
  let isShown = false;
  return {
    show: (line) => {
      if (!stream.isTTY || now() - last < EVERY_MS) return;
      last = now();
      isShown = true;
      stream.write(`\r\u001b[K${line()}`);
    },
    clear: () => {
      if (isShown) stream.write("\r\u001b[K");
      isShown = false;
    },
  };
}

/**
 * Part of a whole, for people.
 *
 * @example
 * shareOf(2000, 4000); // "2,000 of 4,000 (50 %)"
 */
export function shareOf(done: number, total: number): string {
  const percent = total === 0 ? 100 : Math.floor((done / total) * 100);
  return `${done.toLocaleString("en")} of ${total.toLocaleString("en")} (${percent} %)`;
}
