import { isRecord } from "../../../shared/internal";
import { ACCOUNT_ID } from "../../toolkit/aws-forms";
import { isUnknown, unknownsIn } from "../../policy/unknown";
import { partitionOf } from "../../../shared";
import type { ObjectValue } from "../../terraform-language/conversion";
import { evaluateDeep } from "../../terraform-language/evaluate-text";
import type { Scope } from "../../terraform-language/scope";
import type { ReadOptions } from "../../resources/resource";

/** Where a provider of a stack works, as far as it or the user says. */
export interface Provider {
  /** `aws`, `aws.hub` */
  readonly name: string;
  readonly accountId: string | undefined;
  readonly region: string | undefined;
  readonly partition: string;
  /** What would have to be known to tell the account. */
  readonly missing: readonly string[];
}

/** What says where a provider works. */
export interface ProviderParts {
  readonly stack: string;
  readonly name: string;
  /** As it is written; `undefined` for a provider that the stack does not configure. */
  readonly block: ObjectValue | undefined;
  readonly scope: Scope;
  readonly options: ReadOptions;
}

/**
 * Where a provider works: the account that the user gave for it, else the one whose role it assumes or that alone it
 * allows, else the one that the user gave for all.
 */
export function providerOf({ stack, name, block, scope, options }: ProviderParts): Provider {
  const values = evaluateDeep(block ?? {}, scope) as ObjectValue;
  const { accounts = {} } = options;
  const role = assumedRole(values);
  const region = knownText(values["region"]) ?? options.region;
  const account = accounts[`${stack}/${name}`] ?? accounts[name] ?? role?.accountId ?? allowedAccount(values);
  return {
    name,
    accountId: account ?? options.accountId,
    region,
    partition: role?.partition ?? partitionOf(region ?? ""),
    missing: unknownsIn([values["assume_role"], values["allowed_account_ids"]]),
  };
}

const ROLE = /^arn:(aws[a-z-]*):iam::(\d{12}):role\//;

/** Of a chain of roles the last one is who works. */
function assumedRole(values: ObjectValue): { readonly partition: string; readonly accountId: string } | undefined {
  const chain = ["assume_role_with_web_identity", "assume_role"]
    .flatMap((name) => [values[name]].flat())
    .filter(isRecord);
  const [, partition, accountId] = ROLE.exec(String(chain.at(-1)?.["role_arn"])) ?? [];
  return partition === undefined || accountId === undefined ? undefined : { partition, accountId };
}

function allowedAccount(values: ObjectValue): string | undefined {
  const allowed = [values["allowed_account_ids"]].flat().filter((id) => id !== undefined && id !== null);
  const [only] = allowed;
  const id = typeof only === "string" || typeof only === "number" ? String(only) : "";
  return allowed.length === 1 && ACCOUNT_ID.test(id) ? id : undefined;
}

function knownText(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" && !isUnknown(value) && unknownsIn(value).length === 0
    ? value
    : undefined;
}
