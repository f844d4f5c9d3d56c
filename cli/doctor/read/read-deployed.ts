import type { AwsSession, AwsSessions } from "../../toolkit/aws/aws-session";
import { InputError } from "../../toolkit/input-error";
import { distinctBy, sortedBy } from "../../toolkit/order";
import type { InfrastructureResource } from "../../resources/resource";
import type { Deployed } from "../deployed";
import { Asking } from "./asking";
import { askedPrincipals } from "./asked-principals";
import { askedRepositories } from "./asked-repositories";
import type { FoundRepository } from "./find-repositories";
import { findRepositories } from "./find-repositories";
import type { MadeResource } from "./made-resource";
import { namedPrincipals, principalOfCaller } from "./named-principals";
import { readAskedPrincipals, readNamedPrincipals } from "./read-principals";
import { readKey } from "./read-key";
import { readRegistry } from "./read-registry";
import { readRepository } from "./read-repository";

/** What the user asks about. */
export interface AskedOfDoctor {
  /** Names (in the main session's account and Region) or ARNs. */
  readonly repositories: readonly string[];
  /** Names or ARNs of roles and users, besides those that the policies name and the caller. */
  readonly principals: readonly string[];
}

/**
 * Reads what is really deployed: repositories, their keys, and the roles and users that matter for them. It asks and
 * changes nothing; what it may not read is reported in `unread`, and unknown in the model.
 *
 * @param progress - Told what is being read.
 * @param now - The clock.
 * @throws InputError for repositories and principals that are not there, all at once, and where AWS cannot be asked
 * @example
 * const deployed = await readDeployed(await connect({ profile: "hub" }), { repositories: ["orders"], principals: [] });
 * const proof = await proveAccessModel(modelFromResources([deployed.read]));
 */
export async function readDeployed(
  sessions: AwsSessions,
  asked: AskedOfDoctor,
  progress: (line: string) => void = () => undefined,
  now: () => Date = () => new Date(),
): Promise<Deployed> {
  const readAt = now().toISOString();
  const asking = new Asking(sessions, progress);
  const meant = askedRepositories(asked.repositories, sessions);
  const whom = askedPrincipals(asked.principals, sessions);
  throwIfAny([...meant.problems, ...whom.problems]);
  const [{ found, problems }, principals] = await Promise.all([
    findRepositories(asking, meant.repositories),
    readAskedPrincipals(asking, whom.principals),
  ]);
  throwIfAny([...problems, ...principals.problems]);
  const [repositories, registries, keys] = await Promise.all([
    Promise.all(found.map((repository) => readRepository(asking, repository))),
    Promise.all(registriesOf(found).map(({ session, region }) => readRegistry(asking, session, region))),
    Promise.all(keyArnsOf(found).map((arn) => readKey(asking, arn))),
  ]);
  const things = [
    ...repositories.flatMap(({ resources }) => resources),
    ...registries.flat(),
    ...keys.flatMap(({ resources }) => resources),
  ];
  const caller = principalOfCaller(sessions.main.callerArn);
  const named = await readNamedPrincipals(asking, [
    ...namedPrincipals(things),
    ...(caller === undefined ? [] : [caller]),
  ]);
  return {
    read: readOf(inputName(found, sessions), [...things, ...principals.resources, ...named]),
    repositories: sortedBy(
      repositories.map(({ repository }) => repository),
      ({ arn }) => [arn],
    ),
    keys: sortedBy(
      keys.map(({ key }) => key),
      ({ arn }) => [arn],
    ),
    unread: asking.unread,
    readAt,
  };
}

function throwIfAny(problems: InputError["problems"]): void {
  if (problems.length > 0) throw new InputError(distinctBy(problems, ({ path, message }) => `${path}\n${message}`));
}

function registriesOf(found: readonly FoundRepository[]): readonly { session: AwsSession; region: string }[] {
  return distinctBy(found, ({ session, region }) => `${session.accountId} ${region}`);
}

function keyArnsOf(found: readonly FoundRepository[]): readonly string[] {
  const arns = found.flatMap(({ described }) => described.encryptionConfiguration?.kmsKey ?? []);
  return [...new Set(arns)].sort();
}

/** What was read, as an input among others: `AWS 111111111111 us-east-1, 222222222222`. */
function inputName(found: readonly FoundRepository[], { all }: AwsSessions): string {
  const registries = registriesOf(found).map(({ session, region }) => `${session.accountId} ${region}`);
  const others = all.map(({ accountId }) => accountId).filter((id) => !registries.some((each) => each.startsWith(id)));
  return `AWS ${[...registries.sort(), ...others.sort()].join(", ")}`;
}

/** The same policy may be attached to many: each resource once. */
function readOf(path: string, resources: readonly MadeResource[]): Deployed["read"] {
  const distinct = distinctBy(resources, ({ type, address, values }) => JSON.stringify([type, address, values]));
  const placed = distinct.map(({ address, ...resource }): InfrastructureResource => {
    return { ...resource, source: { input: path, address } };
  });
  const resourcesInOrder = sortedBy(placed, ({ source, type, values }) => [source.address, type, nameIn(values)]);
  return { input: { kind: "deployed", path }, resources: resourcesInOrder, gaps: [] };
}

/** What tells two resources of a type at the same address apart. */
function nameIn(values: Readonly<Record<string, unknown>>): string {
  const name = values["name"] ?? values["policy_arn"] ?? values["id"];
  return typeof name === "string" ? name : "";
}
