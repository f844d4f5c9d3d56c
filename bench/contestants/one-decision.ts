/**
 * Asks our evaluator about each call of a push and a pull for pairs of roles and repositories, with whole documents, and writes what one
 * answer took. What it has read of a document it reads no more, as in a proof. No package exports it, so it is bundled from its source.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PolicyDocument } from "ecr-kms";
import { planRegistry } from "ecr-kms";
import { buildSync } from "esbuild";
import { stopwatch } from "../harness";
import type { Question } from "../questions";
import { questionsOf } from "../questions";
import type { Spokes } from "../topologies";
import { registryOfRoles } from "../topologies";

/** What is used of `cli/iam/evaluate.ts`. */
interface Evaluator {
  evaluate(request: object, policies: readonly object[], own: string): { readonly verdict: string };
}

function main(): void {
  const [repositories, roles, kind, pairs] = process.argv.slice(2);
  const topology = registryOfRoles(Number(repositories), Number(roles), kind as Spokes);
  const iam = evaluator();
  const { repositories: planned, spokes } = planRegistry(topology);
  const { region, registryAccountId } = topology;
  const decide = ({ accountId, name, repository, action }: Question): boolean => {
    const identity = spokes[accountId]?.find((each) => each.kind === "role" && each.name === name);
    const arn = `arn:aws:iam::${accountId}:role/ci/${name}`;
    const request = {
      principal: { type: "role", arn, accountId },
      action,
      resource: `arn:aws:ecr:${region}:${registryAccountId}:repository/${repository}`,
      resourceAccount: registryAccountId,
      context: new Map([["aws:principalarn", arn]]),
      isUnknownKey: () => false,
    };
    const policies = [
      ...(identity?.policies ?? []).map((policy) => inForce("identity", policy)),
      ...[planned[repository]?.policy].flatMap((policy) => (policy === undefined ? [] : inForce("resource", policy))),
    ];
    return iam.evaluate(request, policies, "iam-decides").verdict === "allowed";
  };
  const questions = questionsOf(topology, Number(pairs));
  for (const question of questions) decide(question);
  globalThis.gc?.();
  const stop = stopwatch();
  let allowed = 0;
  for (const question of questions) if (decide(question)) allowed++;
  const { ms, cpu } = stop();
  const decisions = questions.length;
  process.stdout.write(JSON.stringify({ ms: ms / decisions, cpu: cpu / decisions, decisions, allowed }));
}

function inForce(role: string, { Statement }: PolicyDocument): object {
  return { role, statements: Statement, reading: { variables: true, withoutResource: "everything" } };
}

function evaluator(): Evaluator {
  const folder = mkdtempSync(join(tmpdir(), "ecr-kms-bench-"));
  try {
    const outfile = join(folder, "evaluate.cjs");
    const source = join(__dirname, "..", "..", "..", "cli", "iam", "evaluate.ts");
    buildSync({ entryPoints: [source], outfile, bundle: true, platform: "node", format: "cjs" });
    return createRequire(__filename)(outfile) as Evaluator;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

main();
