import { expect } from "chai";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Compares a whole text with a file in `expected/`; with `UPDATE_EXPECTED=1` in the environment it is written anew. */
export function expectFile(name: string, actual: string): void {
  const path = join(__dirname, "expected", name);
  if (process.env["UPDATE_EXPECTED"] === "1") {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, actual);
  }
  expect(actual).to.equal(readFileSync(path, "utf8"));
}
