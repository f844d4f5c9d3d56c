/** Shows how far long work is, on a terminal and nowhere else. */
export interface Progress {
  /** Shows a count; the first second is silent, so that short work shows nothing. */
  readonly show: (done: number, total: number) => void;
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
    show: (done, total) => {
      if (!stream.isTTY || now() - last < EVERY_MS) return;
      last = now();
      isShown = true;
      const percent = total === 0 ? 100 : Math.floor((done / total) * 100);
      stream.write(
        `\r\u001b[KProving access: ${done.toLocaleString("en")} of ${total.toLocaleString("en")} (${percent} %)`,
      );
    },
    clear: () => {
      if (isShown) stream.write("\r\u001b[K");
      isShown = false;
    },
  };
}
