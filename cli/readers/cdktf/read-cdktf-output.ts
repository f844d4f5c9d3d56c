import type { ReadOptions, ReadResources } from "../../resources/resource";
import { findStacks } from "./find-stacks";
import { Program } from "./program";
import { programResources } from "./program-resources";
import { InputError, type Problem } from "../../toolkit/input-error";
import type { Provider } from "./provider";
import type { Stack } from "./stack";

/**
 * Reads a folder that a program of CDKTF or CDK Terrain was synthesized to, or one with a Terraform configuration in
 * JSON: every AWS resource and data source of all stacks, with the expressions in its texts evaluated as far as the
 * configuration says. Nothing is deployed, run or written.
 *
 * @param folder - Where it lies: with `manifest.json`, with `cdktf.out` in it, or with `*.tf.json`.
 * @param path - Its path as the user gave it.
 * @throws InputError for a folder that holds no stacks, and when nothing says in which account a provider works
 */
export function readCdktfOutput(folder: string, path: string, options: ReadOptions): ReadResources {
  const { stacks: configurations, gaps } = findStacks(folder, path);
  const program = new Program(configurations, options);
  checkProviders(program.stacks, path);
  return programResources(program, path, gaps);
}

/** What decides about access to encrypted repositories, or may. */
const DECIDING = /^aws_(?:kms|ecr|iam|organizations|lambda)_/;

/**
 * Refuses an input in which nothing says where a provider works that makes or reads what decides about access.
 *
 * @throws InputError with every such provider
 */
function checkProviders(stacks: readonly Stack[], path: string): void {
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
    message: `nothing says in which account provider ${name} of stack ${stack} works${because}`,
    hint: `say so with \`account\` 123456789012 for every such provider, or with \`account\` ${stack}/${name}=123456789012 for this one, or write \`allowed_account_ids\` in the provider`,
  };
}

function regionProblem(stack: string, provider: string, path: string): Problem {
  return {
    path: `${path}#${stack}: provider ${provider}`,
    message: `nothing says in which Region provider ${provider} of stack ${stack} works`,
    hint: "say so with `region` us-east-1, or write `region` in the provider",
  };
}
