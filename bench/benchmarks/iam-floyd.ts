/** Every document of 1,000 repositories and 300 spokes, beside iam-floyd's builder. */
import { planRegistry } from "ecr-kms";
import { readWritten, writtenOf } from "../by-hand/documents";
import { assertSame, documentTexts, meaningOf } from "../documents";
import { report, timeBeside } from "../figure";
import { QUICK, takeTurns, timed } from "../harness";
import { FLOYD, documentsWithFloyd } from "../peers/iam-floyd";
import { platformRegistry, read } from "../topologies";

for (const [kind, spokes] of [
  ["alike", "spokes alike"] as const,
  ["each-different", "each spoke different"] as const,
]) {
  const topology = platformRegistry(1000, 300, kind);
  const written = writtenOf(read(topology), planRegistry(read(topology)));
  const documents = documentTexts(read(topology));
  assertSame(meaningOf(documents), meaningOf(documentsWithFloyd(readWritten(written))), "iam-floyd");

  const [ours, floyd] = takeTurns(
    [timed(() => read(topology), documentTexts), timed(() => readWritten(written), documentsWithFloyd)],
    { warmUps: 2, rounds: QUICK ? 3 : 11 },
  );
  const name = `iam-floyd: a document of 1,000 x 300, ${spokes}`;
  const head = { name, peerName: FLOYD, unit: "µs", aim: 1, note: "statements of the same meaning" };
  report(timeBeside(head, ours, floyd, documents.length / 1000));
}
