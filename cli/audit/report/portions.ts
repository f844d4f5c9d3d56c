/** Writing each line by itself would be slow; much more than this would only wait in memory. */
const PORTION = 64 * 1024;

/** Texts put together to portions of a size that is good to write. */
export async function* portions(texts: AsyncIterable<string> | Iterable<string>): AsyncGenerator<string> {
  let portion = "";
  for await (const text of texts) {
    portion += text;
    if (portion.length < PORTION) continue;
    yield portion;
    portion = "";
  }
  if (portion !== "") yield portion;
}

/** The first rows, no more than asked for. */
export async function* firstOf<T>(rows: AsyncIterable<T>, most = Infinity): AsyncGenerator<T> {
  let left = most;
  if (left <= 0) return;
  for await (const row of rows) {
    yield row;
    if (--left <= 0) return;
  }
}
