import { parseArn } from "../../../shared/internal";
import { ACCOUNT_ID, REGION } from "../../toolkit/aws-forms";
import type { JsonObject } from "./json-shape";
import { textOf } from "./json-shape";

/** Where a resource is, as far as something says it. */
export interface Place {
  readonly accountId?: string;
  readonly region?: string;
  readonly partition?: string;
}

/** The account where a text is one. */
export function accountOf(value: unknown): string | undefined {
  return typeof value === "string" && ACCOUNT_ID.test(value) ? value : undefined;
}

/** The Region where a text is one. */
export function regionOf(value: unknown): string | undefined {
  return typeof value === "string" && REGION.test(value) ? value : undefined;
}

/** What an ARN says about where its resource is. */
export function placeOfArn(value: unknown): Place {
  const arn = typeof value === "string" ? parseArn(value) : undefined;
  if (arn === undefined) return {};
  const { partition } = arn;
  const accountId = accountOf(arn.accountId);
  const named = regionOf(arn.region);
  return { partition, ...(accountId ? { accountId } : {}), ...(named ? { region: named } : {}) };
}

/** What a resource's own attributes say: its ARN, the registry, the `region` that provider 6 writes. */
export function ownPlace(type: string, values: JsonObject): Place {
  const arn = placeOfArn(values["arn"]);
  const accountId = arn.accountId ?? accountOf(values["registry_id"]) ?? accountOf(values["account_id"]);
  const written = type === "aws_region" ? (values["name"] ?? values["id"]) : undefined;
  const region = arn.region ?? regionOf(values["region"]) ?? regionOf(written);
  const { partition } = arn;
  return { ...(accountId ? { accountId } : {}), ...(region ? { region } : {}), ...(partition ? { partition } : {}) };
}

/** The first that says each thing. */
export function firstOf(places: readonly Place[]): Place {
  const accountId = places.find((place) => place.accountId)?.accountId;
  const region = places.find((place) => place.region)?.region;
  const partition = places.find((place) => place.partition)?.partition ?? partitionOfRegion(region);
  return { ...(accountId ? { accountId } : {}), ...(region ? { region } : {}), ...(partition ? { partition } : {}) };
}

/** What all agree on: nothing where two say different things. */
export function agreed(places: readonly Place[]): Place {
  const accountId = only(places.map((place) => place.accountId));
  const region = only(places.map((place) => place.region));
  const partition = only(places.map((place) => place.partition));
  return { ...(accountId ? { accountId } : {}), ...(region ? { region } : {}), ...(partition ? { partition } : {}) };
}

function only(values: readonly (string | undefined)[]): string | undefined {
  const said = new Set(values.filter((value) => textOf(value) !== undefined));
  return said.size === 1 ? [...said][0] : undefined;
}

function partitionOfRegion(region: string | undefined): string | undefined {
  if (region === undefined) return undefined;
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : undefined;
}
