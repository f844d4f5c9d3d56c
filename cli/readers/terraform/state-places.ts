import type { ReadOptions } from "../../resources/resource";
import type { JsonObject } from "./json-shape";
import type { Place } from "./place";
import { agreed, firstOf, ownPlace, placeOfArn } from "./place";
import { parseTraversal } from "./traversal";

/** One resource of a state that may matter. */
export interface StateResource {
  readonly type: string;
  readonly mode: "managed" | "data";
  readonly address: string;
  readonly values: JsonObject;
  /** The addresses of blocks that it was made after. */
  readonly dependsOn: readonly string[];
}

/** Attributes that name another resource, and the types and attributes that it can have. */
const LINKS: Readonly<Record<string, readonly (readonly [type: string, attribute: string])[]>> = {
  role: [["aws_iam_role", "name"]],
  user: [["aws_iam_user", "name"]],
  group: [["aws_iam_group", "name"]],
  repository: [["aws_ecr_repository", "name"]],
  key_id: [
    ["aws_kms_key", "key_id"],
    ["aws_kms_replica_key", "key_id"],
    ["aws_kms_external_key", "id"],
  ],
};

/** Where the resources of a state are. */
export class StatePlaces {
  readonly #linked = new Map<string, { readonly block: string; readonly place: Place }[]>();
  readonly #common: Place;
  readonly #given: Place;

  constructor(resources: readonly StateResource[], { accountId, region }: ReadOptions) {
    const places = resources.flatMap((resource) => {
      const place = ownPlace(resource.type, resource.values);
      this.#link(resource, place);
      return resource.mode === "managed" || resource.type === "aws_caller_identity" ? [place] : [];
    });
    this.#common = agreed(places);
    this.#given = { ...(accountId ? { accountId } : {}), ...(region ? { region } : {}) };
  }

  /** By its own ARN, by the resource that it belongs to, by what all ARNs agree on, by what the user says. */
  resourcePlace(resource: StateResource): Place {
    const own = ownPlace(resource.type, resource.values);
    return firstOf([own, this.#placeOfOwner(resource), this.#common, this.#given]);
  }

  #link({ type, values, address }: StateResource, place: Place): void {
    for (const [linkedType, attribute] of Object.values(LINKS).flat()) {
      const value = values[attribute];
      if (type !== linkedType || typeof value !== "string") continue;
      const key = `${type} ${value}`;
      const namesakes = this.#linked.get(key) ?? [];
      namesakes.push({ block: blockOf(address), place });
      this.#linked.set(key, namesakes);
    }
  }

  /** A role's name alone can be that of roles in several accounts: what the resource depends on tells which. */
  #placeOfOwner({ values, dependsOn }: StateResource): Place {
    const owners = Object.entries(LINKS).flatMap(([attribute, targets]) => {
      const value = values[attribute];
      return targets.flatMap(([type]) => this.#linked.get(`${type} ${String(value)}`) ?? []);
    });
    const named = owners.filter(({ block }) => dependsOn.includes(block));
    const byArn = placeOfArn(values["key_id"]);
    return firstOf([byArn, agreed((named.length > 0 ? named : owners).map(({ place }) => place))]);
  }
}

/** An address without the keys of instances, as `depends_on` has it. */
function blockOf(address: string): string {
  return parseTraversal(address)
    .filter((step) => typeof step === "string")
    .join(".");
}
