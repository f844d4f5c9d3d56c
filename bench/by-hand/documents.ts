/**
 * The floor: what somebody writes who needs exactly the documents of `platformRegistry` and nothing else. The ids are taken
 * as they come; nothing is checked, sorted or measured, and which repositories stand in which IAM policy is given.
 *
 * @module
 */
import type { RegistryPlan, RegistryTopology } from "ecr-kms";
import type { Part, Right } from "./identity-policies";
import { identityPolicy } from "./identity-policies";
import { keyPolicy, repositoryPolicy } from "./resource-policies";

/** What the floor is given. */
export interface Written {
  readonly topology: RegistryTopology;
  /** Who uses the key, in the order of the key policy. */
  readonly accounts: readonly string[];
  readonly roles: readonly string[];
  /** Every IAM policy. */
  readonly parts: readonly Part[];
}

/** The text of every document. */
export function documentsByHand({ topology, accounts, roles, parts }: Written): string[] {
  const { region, registryAccountId: hub, repositories } = topology;
  const place = { region, hub };
  const texts = [JSON.stringify(keyPolicy(place, accounts, roles))];
  for (const { push = [], pull = [] } of Object.values(repositories))
    texts.push(JSON.stringify(repositoryPolicy(push, pull)));
  for (const part of parts) texts.push(JSON.stringify(identityPolicy(place, part)));
  return texts;
}

const RIGHTS: Readonly<Record<string, Right>> = {
  ManageRepositories: "create",
  PullImages: "pull",
  PushImages: "push",
};

/** Takes from a plan what the floor is given, as JSON text: like the topology, it is read anew for each round. */
export function writtenOf(topology: RegistryTopology, plan: RegistryPlan): string {
  const access = Object.values(topology.repositories);
  const named = (lists: readonly (readonly string[])[]) => [...new Set(lists.flat())].sort();
  const parts = Object.values(plan.spokes)
    .flatMap((identities) => identities.flatMap(({ policies }) => policies))
    .map(({ Statement }): Part => {
      const about = Statement.at(-1);
      const right = RIGHTS[about?.Sid ?? ""];
      if (about === undefined || right === undefined) throw new Error(`by hand: nobody can write ${about?.Sid}`);
      const names = [about.Resource].flat().map((arn) => arn.slice(arn.indexOf("/") + 1));
      return { right, first: Statement.length > 1, names };
    });
  const written: Written = {
    topology,
    accounts: named(access.map(({ pull = [] }) => pull)),
    roles: named(access.map(({ push = [] }) => push)),
    parts,
  };
  return JSON.stringify(written);
}

/** Reads what the floor is given. */
export function readWritten(text: string): Written {
  return JSON.parse(text) as Written;
}
