/**
 * Asks the simulator about each call of a push and a pull for pairs of roles and repositories, one call after the other with
 * whole documents, and writes what one answer took. All pairs would take an hour, so it takes a sample of them.
 */
import { runSimulation } from "@cloud-copilot/iam-simulate";
import type { RegistryTopology } from "ecr-kms";
import { planRegistry } from "ecr-kms";
import { stopwatch } from "../harness";
import type { Question } from "../questions";
import { questionsOf } from "../questions";
import type { Spokes } from "../topologies";
import { registryOfRoles } from "../topologies";

async function main(): Promise<void> {
  const [repositories, roles, kind, pairs] = process.argv.slice(2);
  const topology = registryOfRoles(Number(repositories), Number(roles), kind as Spokes);
  const ask = asker(topology);
  const questions = questionsOf(topology, Number(pairs));
  await ask(questions[0] as Question);
  globalThis.gc?.();
  const stop = stopwatch();
  let allowed = 0;
  for (const question of questions) if (await ask(question)) allowed++;
  const { ms, cpu } = stop();
  const decisions = questions.length;
  process.stdout.write(JSON.stringify({ ms: ms / decisions, cpu: cpu / decisions, decisions, allowed }));
}

function asker(topology: RegistryTopology): (question: Question) => Promise<boolean> {
  const { repositories, spokes } = planRegistry(topology);
  const { region, registryAccountId } = topology;
  return async ({ accountId, name, repository, action }) => {
    const identity = spokes[accountId]?.find((each) => each.kind === "role" && each.name === name);
    const arn = `arn:aws:iam::${accountId}:role/ci/${name}`;
    const result = await runSimulation(
      {
        request: {
          principal: `arn:aws:sts::${accountId}:assumed-role/${name}/session`,
          action,
          resource: {
            resource: `arn:aws:ecr:${region}:${registryAccountId}:repository/${repository}`,
            accountId: registryAccountId,
          },
          contextVariables: { "aws:PrincipalArn": arn },
        },
        identityPolicies: (identity?.policies ?? []).map((policy, index) => ({ name: `${index}`, policy })),
        resourcePolicy: repositories[repository]?.policy,
        serviceControlPolicies: [],
        resourceControlPolicies: [],
      },
      {},
    );
    if (result.resultType !== "single") throw new Error(`no answer: ${JSON.stringify(result)}`);
    return result.overallResult === "Allowed";
  };
}

void main();
