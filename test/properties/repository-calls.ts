import { MANAGE_REPOSITORIES, PULL, PUSH } from "../shared/fixtures";
import type { Caller } from "./caller";
import type { Call, Operation, Target } from "./calls";
import type { Facts, Scenario } from "./scenario";

/** A repository of the registry account that no topology names. Others begin with its name. */
const UNKNOWN_REPOSITORY = "ap";

const EVERY_ACTION: readonly (readonly [action: string, operation: Operation])[] = [
  ...[...new Set([...PUSH, ...PULL])].map((action) => [action, imageOperation(action)] as const),
  ...MANAGE_REPOSITORIES.map((action) => [action, "manage repository"] as const),
  ["ecr:DescribeImages", "describe images"],
  ["ecr:BatchDeleteImage", "delete images"],
];

/** What is tried at ECR: every action on every repository, on one that is not in the topology, and on one somewhere else. */
export function repositoryCalls(scenario: Scenario, facts: Facts, caller: Caller): readonly Call[] {
  const names = Object.keys(scenario.topology.repositories);
  const own = caller.type === "iam" && caller.accountId !== facts.registry ? [caller.accountId] : [];
  const repositories: readonly Target[] = [
    ...[...names, UNKNOWN_REPOSITORY].map((name) => repository(facts.registry, name)),
    // A repository of the same name in the caller's account, which the topology says nothing of.
    ...own.flatMap((accountId) => names.slice(0, 1).map((name) => repository(accountId, name))),
  ];
  return [
    ...(caller.type === "iam" ? [login()] : []),
    ...repositories.flatMap((target) =>
      EVERY_ACTION.map(([action, operation]): Call => ({ operation, action, target })),
    ),
  ];
}

function repository(accountId: string, name: string): Target {
  return { type: "repository", accountId, name };
}

function login(): Call {
  return { operation: "log in", action: "ecr:GetAuthorizationToken", target: { type: "account" } };
}

function imageOperation(action: string): Operation {
  if (!PULL.includes(action)) return "push";
  return PUSH.includes(action) ? "push or pull" : "pull";
}
