import type { Gap } from "../../model/access-model";
import type { InfrastructureResource, ReadOptions, ReadResources } from "../../resources/resource";
import { stateResources } from "./instances";
import { isOfInterest } from "./interest";
import type { JsonObject } from "./json-shape";
import { objectOf, ShapeReader, textOf } from "./json-shape";
import { PlaceProblems } from "./place-problems";
import { StatePlaces } from "./state-places";
import { knownValues } from "./state-values";

/** One resource of a state that may matter. */
export interface StateResource {
  readonly type: string;
  readonly mode: "managed" | "data";
  readonly address: string;
  readonly values: JsonObject;
  /** The addresses of blocks that it was made after. */
  readonly dependsOn: readonly string[];
}

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
    const place = problems.complete(places.placeOf(resource), type, { address });
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
    dependsOn: Array.isArray(dependencies) ? dependencies.flatMap((each) => textOf(each) ?? []) : [],
  };
}

function gapsOf(path: string, count: number, found: number): readonly Gap[] {
  if (found > 0) return [];
  const message =
    count === 0 ? "The state holds no resources." : `None of the state's ${count} resources is of ECR, KMS or IAM.`;
  return [{ source: { input: path, address: "state" }, message }];
}
