import type { Gap } from "../../model/access-model";
import type { InfrastructureResource, ReadOptions, ReadResources } from "../../resources/resource";
import { stateResources } from "./instances";
import { isOfInterest, isPolicyText } from "./interest";
import { objectOf, ShapeReader, writtenText, type JsonObject } from "./json-shape";
import { PlaceProblems } from "./place";
import { StatePlaces, type StateResource } from "./state-places";
import { isRecord } from "../../../shared/internal";
import { unknown } from "../../policy/unknown";

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
  return [{ source: { input: path, address: "state" }, message }];
}

/** The values of a state without nulls, and without those that are marked sensitive: a policy is no secret. */
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
