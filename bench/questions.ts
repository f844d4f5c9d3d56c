/** What is asked of an evaluator and of the simulator alike. */
import type { RegistryTopology } from "ecr-kms";

const CALLS = [
  "ecr:BatchCheckLayerAvailability",
  "ecr:InitiateLayerUpload",
  "ecr:UploadLayerPart",
  "ecr:CompleteLayerUpload",
  "ecr:PutImage",
  "ecr:BatchGetImage",
  "ecr:GetDownloadUrlForLayer",
];

/** Whether a role may make a call. */
export interface Question {
  readonly accountId: string;
  readonly name: string;
  readonly repository: string;
  readonly action: string;
}

/** The calls of a push and a pull, for pairs of roles and repositories spread evenly over all. */
export function questionsOf(topology: RegistryTopology, pairs: number): readonly Question[] {
  return [...sample(topology, pairs)];
}

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
