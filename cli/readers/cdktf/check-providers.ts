import { InputError, type Problem } from "../../toolkit/input-error";
import type { Provider } from "./provider";
import type { Stack } from "./stack";

/** What decides about access to encrypted repositories, or may. */
const DECIDING = /^aws_(?:kms|ecr|iam|organizations|lambda)_/;

/**
 * Refuses an input in which nothing tells where a provider works that makes or reads what decides about access.
 *
 * @throws InputError with every such provider
 */
export function checkProviders(stacks: readonly Stack[], path: string): void {
  const problems = stacks.flatMap((stack) => {
    const used = stack.all().filter(({ declaration }) => DECIDING.test(declaration.type));
    const instances = used.flatMap((made) => made.instances);
    const { name } = stack.configuration;
    const withoutAccount = new Map(
      instances.flatMap(({ provider }) => (provider.accountId === undefined ? [[provider.name, provider]] : [])),
    );
    const withoutRegion = new Set(
      instances.filter(({ region }) => region() === undefined).map(({ provider }) => provider.name),
    );
    return [
      ...[...withoutAccount.values()].map((provider) => accountProblem(name, provider, path)),
      ...[...withoutRegion].map((provider) => regionProblem(name, provider, path)),
    ];
  });
  if (problems.length > 0) throw new InputError(problems);
}

function accountProblem(stack: string, { name, missing }: Provider, path: string): Problem {
  const because = missing.length > 0 ? `, because ${missing.join(", ")} is not known` : "";
  return {
    path: `${path}#${stack}: provider ${name}`,
    message: `nothing tells in which account provider ${name} of stack ${stack} works${because}`,
    hint: `say so with \`account\` 123456789012 for every such provider, or with \`account\` ${stack}/${name}=123456789012 for this one, or write \`allowed_account_ids\` in the provider`,
  };
}

function regionProblem(stack: string, provider: string, path: string): Problem {
  return {
    path: `${path}#${stack}: provider ${provider}`,
    message: `nothing tells in which Region provider ${provider} of stack ${stack} works`,
    hint: "say so with `region` us-east-1, or write `region` in the provider",
  };
}
