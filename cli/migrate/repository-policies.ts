import { GetLifecyclePolicyCommand, GetRepositoryPolicyCommand } from "@aws-sdk/client-ecr";
import { ask } from "../toolkit/aws/ask";
import type { MigrateClients } from "./clients";

/** The error names of policies that a repository does not have. */
const NONE = new Set(["RepositoryPolicyNotFoundException", "LifecyclePolicyNotFoundException"]);

/** Which repository. */
interface Named {
  readonly registryId: string;
  readonly name: string;
}

/**
 * The repository policy, as a text; `undefined` where there is none.
 *
 * @throws InputError where AWS refuses to say
 */
export async function findRepositoryPolicy(
  { ecr, session }: MigrateClients,
  { registryId, name }: Named,
): Promise<string | undefined> {
  const command = new GetRepositoryPolicyCommand({ registryId, repositoryName: name });
  const asked = { path: `repository ${name}`, call: "ecr:GetRepositoryPolicy", session };
  return (await ask(asked, () => orNone(ecr.send(command))))?.policyText;
}

/**
 * The lifecycle policy, as a text; `undefined` where there is none.
 *
 * @throws InputError where AWS refuses to say
 */
export async function findLifecyclePolicy(
  { ecr, session }: MigrateClients,
  { registryId, name }: Named,
): Promise<string | undefined> {
  const command = new GetLifecyclePolicyCommand({ registryId, repositoryName: name });
  const asked = { path: `repository ${name}`, call: "ecr:GetLifecyclePolicy", session };
  return (await ask(asked, () => orNone(ecr.send(command))))?.lifecyclePolicyText;
}

async function orNone<T>(sent: Promise<T>): Promise<T | undefined> {
  try {
    return await sent;
  } catch (error) {
    if (error instanceof Error && NONE.has(error.name)) return undefined;
    throw error;
  }
}

/**
 * Whether two texts say the same JSON: ECR may keep a policy with other white space, or its elements in another order.
 */
export function sameJson(first: string, second: string): boolean {
  return sorted(first) === sorted(second);
}

function sorted(text: string): string {
  return JSON.stringify(JSON.parse(text), (_, value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
