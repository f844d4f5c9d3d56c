import { parseArn } from "../../../shared/internal";
import { ACCOUNT_ID, REGION } from "../../toolkit/aws-forms";
import { writtenText, type JsonObject } from "./json-shape";
import { InputError, type Problem } from "../../toolkit/input-error";
import { isGlobal, isNowhere } from "./interest";

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
  const said = new Set(values.filter((value) => writtenText(value) !== undefined));
  return said.size === 1 ? [...said][0] : undefined;
}

function partitionOfRegion(region: string | undefined): string | undefined {
  if (region === undefined) return undefined;
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : undefined;
}

/** A place of which everything is said; `""` where it does not matter. */
export interface CompletePlace {
  readonly accountId: string;
  readonly region: string;
  readonly partition: string;
}

/** Whose place is not known. */
export interface Owner {
  /** Absent in a state, which does not say providers apart. */
  readonly provider?: string | undefined;
  readonly address: string;
}

/** A place with `""` for what nothing says. */
export function placed({ accountId = "", region = "", partition = "aws" }: Place): CompletePlace {
  return { accountId, region, partition };
}

/** Collects what does not say its account or Region, so that the user learns of all of them at once. */
export class PlaceProblems {
  readonly #path: string;
  readonly #problems = new Map<string, Problem>();

  /** @param path - The input as the user named it. */
  constructor(path: string) {
    this.#path = path;
  }

  /** The place of a resource; notes what is missing. */
  complete(place: Place, type: string, owner: Owner): CompletePlace {
    if (!isNowhere(type)) {
      if (place.accountId === undefined) this.#note(owner, "account", accountHint(owner.provider));
      if (place.region === undefined && !isGlobal(type))
        this.#note(owner, "Region", "Give it with `region` us-east-1.");
    }
    return placed(place);
  }

  /** @throws InputError when anything was missing */
  throwAny(): void {
    if (this.#problems.size > 0) throw new InputError([...this.#problems.values()]);
  }

  #note({ provider, address }: Owner, what: string, hint: string): void {
    const subject = provider === undefined ? address : `provider ${provider}`;
    const path = `${this.#path}: ${subject}`;
    const message = `nothing in the input says its ${what}`;
    this.#problems.set(`${subject} ${what}`, { path, message, hint });
  }
}

function accountHint(provider: string | undefined): string {
  if (provider === undefined) return "Give it with `account` 123456789012.";
  const alone = `for this provider alone with \`account\` ${provider}=123456789012`;
  return `Write allowed_account_ids in the provider, or give it with \`account\` 123456789012, or ${alone}.`;
}
