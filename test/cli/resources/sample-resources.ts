import type { AccessModel, InputKind } from "../../../cli/model/access-model";
import type { PolicyJson } from "../../../cli/policy/policy-json";
import { modelFromResources } from "../../../cli/resources/model-from-resources";
import type { InfrastructureResource, ReadResources } from "../../../cli/resources/resource";

export const ACCOUNT = "111111111111";
export const OTHER = "222222222222";
export const REGION = "eu-central-1";
export const KEY_ID = "0a1b2c3d-1111-2222-3333-444455556666";
export const KEY_ARN = keyArn(ACCOUNT);

export function keyArn(account: string, id = KEY_ID): string {
  return `arn:aws:kms:${REGION}:${account}:key/${id}`;
}

export function roleArn(name: string, account = ACCOUNT): string {
  return `arn:aws:iam::${account}:role/${name}`;
}

export function repositoryArn(name: string, account = ACCOUNT): string {
  return `arn:aws:ecr:${REGION}:${account}:repository/${name}`;
}

type Rest = Partial<Omit<InfrastructureResource, "type" | "values">> & { readonly input?: string };

/** `aws_kms_key.key` → its type and name, which is its address as well. */
export function resource(
  address: string,
  values: Record<string, unknown> = {},
  rest: Rest = {},
): InfrastructureResource {
  const { input = "plan.json", ...other } = rest;
  const isData = address.startsWith("data.");
  const type = address.split(".")[isData ? 1 : 0] ?? "";
  const mode = isData ? "data" : "managed";
  const place = { accountId: ACCOUNT, region: REGION, partition: "aws" };
  return { type, mode, source: { input, address }, ...place, values, ...other };
}

export function key(values: Record<string, unknown> = {}, rest: Rest = {}): InfrastructureResource {
  return resource("aws_kms_key.key", { arn: KEY_ARN, key_id: KEY_ID, id: KEY_ID, ...values }, rest);
}

export function role(name: string, values: Record<string, unknown> = {}, rest: Rest = {}): InfrastructureResource {
  return resource(`aws_iam_role.${name}`, { arn: roleArn(name), id: name, name, ...values }, rest);
}

export function input(kind: InputKind, path: string, ...resources: readonly InfrastructureResource[]): ReadResources {
  const own = resources.map((each) => ({ ...each, source: { ...each.source, input: path } }));
  return { input: { kind, path }, resources: own, gaps: [] };
}

/** The model of one plan. */
export function modelOf(...resources: readonly InfrastructureResource[]): AccessModel {
  return modelFromResources([input("terraform-plan", "plan.json", ...resources)]);
}

/** The model of one plan of one account, with what differs from an empty one. */
export function model(parts: Partial<AccessModel>): AccessModel {
  return {
    inputs: [{ kind: "terraform-plan", path: "plan.json" }],
    accounts: [{ id: ACCOUNT }],
    keys: [],
    aliases: [],
    repositories: [],
    principals: [],
    registryPolicies: [],
    grants: [],
    gaps: [],
    ...parts,
  };
}

export const PULL: PolicyJson = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"], Resource: "*" }],
};

export const PULL_TEXT = JSON.stringify(PULL);

export function at(address: string, file = "plan.json"): { readonly input: string; readonly address: string } {
  return { input: file, address };
}
