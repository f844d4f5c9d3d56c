/** Every document of 1,000 repositories and 300 spokes, beside the same documents written by hand. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { planRegistry } from "ecr-kms";
import { documentsByHand, readWritten, writtenOf } from "../by-hand/documents";
import { assertSame, documentTexts } from "../documents";
import { beside, report, timeBeside } from "../figure";
import { QUICK, inProcess, takeTurns, timed } from "../harness";
import type { Spokes } from "../topologies";
import { platformRegistry, read } from "../topologies";

const folder = mkdtempSync(join(tmpdir(), "ecr-kms-bench-"));
const peerName = "object literals and JSON.stringify";
const measure = (kind: Spokes, spokes: string) => {
  const topology = platformRegistry(1000, 300, kind);
  const written = writtenOf(read(topology), planRegistry(read(topology)));
  const documents = documentTexts(read(topology));
  assertSame(documents, documentsByHand(readWritten(written)), "by hand");

  const [ours, hand] = takeTurns(
    [timed(() => read(topology), documentTexts), timed(() => readWritten(written), documentsByHand)],
    { warmUps: 3, rounds: QUICK ? 5 : 21 },
  );
  const note = `${documents.length} documents, ${(documents.join("").length / 1e6).toFixed(1)} MB`;
  const perDocument = documents.length / 1000; // milliseconds for all → microseconds for one
  const warm = { name: `by-hand: a document of 1,000 x 300, ${spokes}`, peerName, unit: "µs", aim: 2, note };
  report(timeBeside(warm, ours, hand, perDocument));

  // A program writes its documents once: the engine has compiled nothing yet, and what was made stays in memory.
  writeFileSync(join(folder, "ours"), topology);
  writeFileSync(join(folder, "by-hand"), written);
  const once = (who: string) => inProcess(`contestants/documents-${who}.js`, join(folder, who));
  const [oursOnce, handOnce] = takeTurns([once("ours"), once("by-hand")], { warmUps: 1, rounds: QUICK ? 3 : 9 });
  const cold = `by-hand: all of it once in a fresh process, ${spokes}`;
  report(timeBeside({ name: `${cold}, time`, peerName, unit: "ms" }, oursOnce, handOnce));
  report(beside({ name: `${cold}, peak memory`, peerName, unit: "MB" }, "peak", oursOnce, handOnce));
};

try {
  measure("alike", "spokes alike");
  measure("each-different", "each spoke different");
} finally {
  rmSync(folder, { recursive: true });
}
