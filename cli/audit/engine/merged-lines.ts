import type { LineRun } from "./line-run";
import { LineCursor } from "./line-run";

interface Head {
  line: string;
  readonly cursor: LineCursor;
}

/** The lines of sorted runs, in order; holds one line of each run and the piece that it is in. */
export function* mergedLines(runs: readonly LineRun[]): Generator<string> {
  const heap: Head[] = [];
  for (const run of runs) {
    const cursor = new LineCursor(run);
    const line = cursor.next();
    if (line !== undefined) heap.push({ line, cursor });
  }
  heap.sort((one, other) => (one.line < other.line ? -1 : 1));
  for (let [first] = heap; first !== undefined; [first] = heap) {
    yield first.line;
    const next = first.cursor.next();
    if (next === undefined) {
      const last = heap.pop();
      if (last === undefined || heap.length === 0) continue;
      heap[0] = last;
    } else {
      first.line = next;
    }
    sink(heap);
  }
}

/** Brings the first of a heap to where it belongs. */
function sink(heap: Head[]): void {
  const moved = heap[0];
  if (moved === undefined) return;
  let at = 0;
  for (;;) {
    const left = heap[2 * at + 1];
    const right = heap[2 * at + 2];
    const isRight = left !== undefined && right !== undefined && right.line < left.line;
    const child = isRight ? right : left;
    if (child === undefined || child.line >= moved.line) break;
    heap[at] = child;
    at = 2 * at + (isRight ? 2 : 1);
  }
  heap[at] = moved;
}
