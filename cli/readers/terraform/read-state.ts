import type { Gap } from "../../model/access-model";
import { gapOf } from "../../model/gap";
import type { InfrastructureResource, ReadOptions, ReadResources } from "../../resources/resource";
import { stateResources } from "./instances";
import { isOfInterest, isPolicyText } from "./interest";
import { objectOf, ShapeReader, writtenText, type JsonObject } from "./json-shape";
import { PlaceProblems, type Place, agreed, firstOf, ownPlace, placeOfArn } from "./place";
import { isRecord } from "../../../shared/internal";
import { unknown } from "../../policy/unknown";
import { parseTraversal } from "./traversal";

/** Reads a state: what there is. A state does not tell providers apart, so that ARNs have to say the accounts. */
export function readState(state: JsonObject, path: string, options: ReadOptions): ReadResources {
  const shape = new ShapeReader(path);
  const root = shape.object(state["values"], "values")["root_module"];
  const all = stateResources(root, shape, "values.root_module");
  const wanted = all.flatMap(({ json, place }) => {
    const type = shape.text(json["type"], `${place}.type`);
    return isOfInterest(type) ? [stateResource(json, type, shape, place)] : [];
  });
  const places = new StatePlaces(wanted, options);
  const problems = new PlaceProblems(path);
  const resources = wanted.map((resource): InfrastructureResource => {
    const { type, mode, address, values } = resource;
    const place = problems.complete(places.resourcePlace(resource), type, { address });
    return { type, mode, source: { input: path, address }, ...place, values };
  });
  problems.throwAny();
  return { input: { kind: "terraform-state", path }, resources, gaps: gapsOf(path, all.length, resources.length) };
}

function stateResource(json: JsonObject, type: string, shape: ShapeReader, place: string): StateResource {
  const dependencies = json["depends_on"];
  const address = shape.text(json["address"], `${place}.address`);
  return {
    type,
    mode: json["mode"] === "data" ? "data" : "managed",
    address,
    values: knownValues(shape.object(json["values"], `${place}.values`), objectOf(json["sensitive_values"]), address),
    dependsOn: Array.isArray(dependencies) ? dependencies.flatMap((each) => writtenText(each) ?? []) : [],
  };
}

function gapsOf(path: string, count: number, found: number): readonly Gap[] {
  if (found > 0) return [];
  const message =
    count === 0 ? "The state holds no resources." : `None of the state's ${count} resources is of ECR, KMS or IAM.`;
  return [gapOf("nothing-found", { input: path, address: "state" }, message)];
}

/** The values of a state without nulls, and without those that are marked sensitive: a policy is not a secret. */
function knownValues(values: JsonObject, sensitive: JsonObject, address: string): JsonObject {
  const entries = Object.entries(values).flatMap(([name, value]) => {
    const known = part(value, sensitive[name], `${address}.${name}`, isPolicyText(name));
    return known === null || known === undefined ? [] : [[name, known] as const];
  });
  return Object.fromEntries(entries);
}

function part(value: unknown, sensitive: unknown, address: string, isPolicy: boolean): unknown {
  if (sensitive === true && !isPolicy) return unknown(`${address} (sensitive)`);
  if (Array.isArray(value)) {
    const trees = Array.isArray(sensitive) ? (sensitive as readonly unknown[]) : [];
    return value.map((each, index) => part(each, trees[index], `${address}.${index}`, isPolicy));
  }
  if (!isRecord(value)) return value;
  return knownValues(value, isRecord(sensitive) ? sensitive : {}, address);
}

/** One resource of a state that may matter. */
interface StateResource {
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
class StatePlaces {
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
