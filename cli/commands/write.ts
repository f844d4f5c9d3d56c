import type { Writable } from "node:stream";

/** Writes a text and waits until it is out. A reader that has seen enough, such as `head`, is not an error. */
export async function write(stream: Writable, text: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const settle = (error?: Error | null): void => {
      stream.off("error", settle);
      if (error && (error as NodeJS.ErrnoException).code !== "EPIPE") reject(error);
      else resolve();
    };
    stream.once("error", settle);
    stream.write(text, settle);
  });
}
