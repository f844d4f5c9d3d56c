import { createHash } from "node:crypto";
import { compareText, parseArn } from "../../shared/internal";
import type { AccessModel, Principal } from "../model/access-model";
import { isUnknown } from "../policy/unknown";
import type { Mentioned } from "./mentioned";
import { mentionedIn } from "./mentioned";
import { parsePrincipalArn, partitionOfArn, rootArn } from "../policy/principal-arn";
import { withSettledPrincipals } from "./settled-principals";
import { worldOf } from "./world";

/**
 * A model with those whom its documents name beside the principals that its inputs make: they are the rows of the
 * proof. What the next deployment deletes is left out.
 */
export function completedModel(model: AccessModel): AccessModel {
  const repositories = model.repositories.filter(isKept);
  const keys = model.keys.filter(isKept);
  const kept = { ...model, repositories, keys };
  const principals = [...model.principals, ...namedOnly(kept)].sort(byKindAndName);
  return withSettledPrincipals({ ...kept, principals });
}

function isKept({ change }: { readonly change?: { readonly actions: string } }): boolean {
  return change?.actions !== "delete";
}

function namedOnly(model: AccessModel): readonly Principal[] {
  const mentioned: Mentioned[] = [];
  const partition = partitionOfArn(model.repositories[0]?.arn ?? "arn:aws");
  for (const { policy, arn, accountId, region } of model.repositories) {
    if (policy === undefined || isUnknown(policy.policy)) continue;
    mentioned.push(...mentionedIn(policy.policy, { partition: partitionOfArn(arn), accountId, region, isKey: false }));
  }
  for (const { policy, arn, accountId, region } of usedKeys(model)) {
    if (isUnknown(policy.policy)) continue;
    mentioned.push(...mentionedIn(policy.policy, { partition: partitionOfArn(arn), accountId, region, isKey: true }));
  }
  for (const { granteePrincipal } of model.grants)
    if (!isUnknown(granteePrincipal)) mentioned.push(...ofArn(granteePrincipal));
  const known = new Set(model.principals.map(principalIdentity));
  const added = new Map<string, Principal>();
  for (const each of mentioned) {
    const principal = principalOf(each, partition, model);
    const identity = principalIdentity(principal);
    if (!known.has(identity) && !added.has(identity)) added.set(identity, principal);
  }
  return [...added.values()];
}

/** Keys that encrypt no repository do not make rows. */
function usedKeys(model: AccessModel): AccessModel["keys"] {
  const world = worldOf(model);
  const used = new Set(
    model.repositories
      .map((repository) => world.keyOf(repository))
      .flatMap((key) => (key.type === "customer" ? [key.key] : [])),
  );
  return [...used];
}

function ofArn(arn: string): readonly Mentioned[] {
  return parsePrincipalArn(arn) === undefined ? [] : [{ kind: "principal", value: arn }];
}

/** IAM has no two roles of a name in an account, whatever their paths. */
export function principalIdentity({ kind, arn, accountId, name }: Principal): string {
  return kind === "role" || kind === "user" ? `${kind} ${accountId} ${name.toLowerCase()}` : `${kind} ${arn}`;
}

function principalOf({ kind, value, region }: Mentioned, partition: string, model: AccessModel): Principal {
  switch (kind) {
    case "principal": {
      const {
        kind: type,
        accountId,
        name,
      } = parsePrincipalArn(value) as NonNullable<ReturnType<typeof parsePrincipalArn>>;
      return { arn: value, kind: type, accountId, name, policies: [], policiesUnseen: true };
    }
    case "account":
      return { arn: rootArn(partition, value), kind, accountId: value, name: accountName(value, model), policies: [] };
    case "organization":
      return { arn: value, kind, accountId: strangerOf(value, model), name: value, policies: [] };
    case "lambda":
      return {
        arn: `arn:${partition}:lambda:${region ?? ""}:${value}:function:*`,
        kind,
        accountId: value,
        name: `Lambda functions of ${accountName(value, model)}`,
        policies: [],
      };
    case "service": {
      const { service = "", accountId = "", resource = "" } = parseArn(value) ?? {};
      return { arn: value, kind, accountId, name: `${service} ${resource.replace(/^\//, "")}`, policies: [] };
    }
  }
}

function accountName(id: string, { accounts }: AccessModel): string {
  return accounts.find((account) => account.id === id)?.name ?? id;
}

/** An account that stands for any member of an organization: always the same, and not one of the inputs'. */
function strangerOf(organization: string, model: AccessModel): string {
  const text = JSON.stringify([model.accounts.map(({ id }) => id), model.principals.map(({ accountId }) => accountId)]);
  for (let round = 0; ; round++) {
    const digest = createHash("sha256").update(`${organization} ${round}`).digest();
    const id = String(digest.readUIntBE(0, 6) % 1_000_000_000_000).padStart(12, "0");
    if (!text.includes(id)) return id;
  }
}

const ORDER: readonly Principal["kind"][] = ["role", "user", "account", "organization", "lambda", "service"];

function byKindAndName(a: Principal, b: Principal): number {
  const group = ({ kind }: Principal): number => Math.max(1, ORDER.indexOf(kind));
  return (
    group(a) - group(b) ||
    (a.kind === "organization" ? 0 : compareText(a.accountId, b.accountId)) ||
    compareText(a.name, b.name) ||
    compareText(a.arn, b.arn)
  );
}
