/**
 * Asks the simulator about each call of a push and a pull for pairs of roles and repositories, one call after the other with
 * whole documents, and writes what one answer took. All pairs would take an hour, so it takes a sample of them.
 */
import { runSimulation } from "@cloud-copilot/iam-simulate";
import type { RegistryTopology } from "ecr-kms";
import { planRegistry } from "ecr-kms";
import { stopwatch } from "../harness";
import type { Spokes } from "../topologies";
import { registryOfRoles } from "../topologies";

const CALLS = [
  "ecr:BatchCheckLayerAvailability",
  "ecr:InitiateLayerUpload",
  "ecr:UploadLayerPart",
  "ecr:CompleteLayerUpload",
  "ecr:PutImage",
  "ecr:BatchGetImage",
  "ecr:GetDownloadUrlForLayer",
];

interface Question {
  readonly accountId: string;
  readonly name: string;
  readonly repository: string;
  readonly action: string;
}

async function main(): Promise<void> {
  const [repositories, roles, kind, pairs] = process.argv.slice(2);
  const topology = registryOfRoles(Number(repositories), Number(roles), kind as Spokes);
  const ask = asker(topology);
  const questions = [...sample(topology, Number(pairs))];
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

/** Pairs spread evenly over all. */
function* sample(topology: RegistryTopology, pairs: number): Generator<Question> {
  const names = Object.keys(topology.repositories);
  const roles = [
    ...new Set(Object.values(topology.repositories).flatMap(({ push = [], pull = [] }) => [...push, ...pull])),
  ];
  const all = names.length * roles.length;
  for (let index = 0; index < Math.min(pairs, all); index++) {
    const pair = Math.floor((index * all) / pairs);
    const [, accountId = "", name = ""] = /::(\d+):role\/ci\/(.*)$/.exec(roles[pair % roles.length] ?? "") ?? [];
    const repository = names[Math.floor(pair / roles.length)] ?? "";
    for (const action of CALLS) yield { accountId, name, repository, action };
  }
}

void main();
