import { isRecord } from "../../../shared/internal";
import type { Gap } from "../../model/access-model";
import { gapOf, type GapKind } from "../../model/gap";
import { isUnknown, unknownsIn } from "../../policy/unknown";
import { computedAttributes } from "../../resources/computed-attributes";
import type { InfrastructureResource, ReadOptions, ReadResources } from "../../resources/resource";
import { policyDocumentTexts } from "../../terraform-language/iam-policy-document";
import { Configuration } from "./configuration";
import type { Instance } from "./instances";
import { planInstances } from "./instances";
import { isOfInterest, isPolicyText } from "./interest";
import type { JsonObject } from "./json-shape";
import { objectOf, ShapeReader } from "./json-shape";
import { Providers, providerKey } from "./providers";
import { Resolver } from "./resolver";
import { PlaceProblems, placed } from "./place";
import type { KnownValues } from "./unknown-values";
import { resolveUnknowns } from "./unknown-values";

/** Reads a plan: what there will be once it is applied, with what only AWS can say replaced by stand-ins. */
export function readPlan(plan: JsonObject, path: string, options: ReadOptions): ReadResources {
  const shape = new ShapeReader(path);
  const written = shape.object(plan["configuration"], "configuration");
  const configuration = new Configuration(shape.object(written["root_module"], "configuration.root_module"));
  const instances = planInstances(plan, configuration, shape);
  const read = new Map<Instance, KnownValues>();
  const valuesOf = (instance: Instance): JsonObject => known(instance).values;
  const variables = shape.object(plan["variables"], "variables");
  const resolver = new Resolver({ configuration, instances, variables, valuesOf });
  const configurations = shape.object(written["provider_config"], "configuration.provider_config");
  const providers = new Providers({ configurations, configuration, instances, resolver: () => resolver, options });

  const problems = new PlaceProblems(path);
  const wanted = instances.filter(({ type }) => isOfInterest(type));
  const resources = wanted.map((instance): InfrastructureResource => {
    const { type, mode, address, change } = instance;
    const { values, references } = known(instance);
    const place = problems.complete(providers.instancePlace(instance), type, {
      provider: providerKey(instance),
      address,
    });
    const common = { type, mode, source: { input: path, address }, ...place, values };
    const hasReferences = Object.keys(references).length > 0;
    return { ...common, ...(hasReferences ? { references } : {}), ...(change ? { change } : {}) };
  });
  problems.throwAny();
  return {
    input: { kind: "terraform-plan", path },
    resources,
    gaps: gapsOf(plan, path, resources, instances.length),
    providers: [...new Set([...Object.keys(configurations), ...wanted.flatMap((each) => providerKey(each) ?? [])])],
  };

  function known(instance: Instance): KnownValues {
    const earlier = read.get(instance);
    if (earlier !== undefined) return earlier;
    // Terraform's plans have no circles; one that was made by hand must not go on for ever.
    read.set(instance, { values: instance.values, references: {} });
    const resolved = resolveUnknowns(instance, resolver);
    const complete = { ...resolved, values: completed(instance, resolved.values) };
    read.set(instance, complete);
    return complete;
  }

  function completed(instance: Instance, values: JsonObject): JsonObject {
    const { type, mode, address, unknownTree } = instance;
    if (mode === "data") {
      const isDeferred = type === "aws_iam_policy_document" && objectOf(unknownTree)["json"] === true;
      return isDeferred ? { ...values, ...policyDocumentTexts(values) } : values;
    }
    const unknowns = objectOf(unknownTree);
    if (!Object.values(unknowns).includes(true)) return values;
    const place = placed(providers.instancePlace(instance));
    const computed = Object.entries(computedAttributes({ type, address: `${path}#${address}`, ...place, values }));
    return { ...Object.fromEntries(computed.filter(([name]) => unknowns[name] === true)), ...values };
  }
}

function gapsOf(
  plan: JsonObject,
  path: string,
  resources: readonly InfrastructureResource[],
  count: number,
): readonly Gap[] {
  const whole = (kind: GapKind, message: string): Gap => gapOf(kind, { input: path, address: "plan" }, message);
  const deferred = Array.isArray(plan["deferred_changes"]) ? plan["deferred_changes"].length : 0;
  const isPartial = plan["complete"] === false && plan["errored"] !== true;
  return [
    ...(plan["errored"] === true
      ? [whole("errored-plan", "Terraform failed while it made this plan: what comes after the error is missing.")]
      : []),
    ...(isPartial
      ? [whole("partial-plan", "The plan is not complete: Terraform needs another plan after applying it.")]
      : []),
    ...(deferred > 0
      ? [whole("deferred-changes", `Terraform left ${deferred} changes for a later plan: they are missing here.`)]
      : []),
    ...(resources.length === 0 ? [whole("nothing-found", nothingFound(count))] : []),
    ...resources.flatMap(policyGaps),
  ];
}

function nothingFound(count: number): string {
  return count === 0
    ? "The plan holds no resource of AWS."
    : `None of the plan's ${count} resources of AWS is of ECR, KMS or IAM.`;
}

/** Policies that no one can read before they are applied. */
function policyGaps({ type, mode, source, values }: InfrastructureResource): readonly Gap[] {
  if (mode === "data" || type === "aws_ecr_lifecycle_policy") return [];
  const blocks = [values["inline_policy"]].flat().filter(isRecord);
  return [values, ...blocks].flatMap((part) =>
    Object.entries(part)
      .filter(([attribute, value]) => isPolicyText(attribute) && attribute !== "assume_role_policy" && isUnknown(value))
      .map(([attribute, value]) =>
        gapOf(
          type.startsWith("aws_iam_") ? "unread-iam-policy" : "unread-policy",
          source,
          `The plan does not say what its ${attribute} will be: it depends on ${unknownsIn(value).join(", ")}. ` +
            howToSee(unknownsIn(value)),
        ),
      ),
  );
}

/** A document of Terraform is in the plan: where the policy is one already, it is used in a way that cannot be followed. */
function howToSee(unknowns: readonly string[]): string {
  return unknowns.some((each) => each.includes("data.aws_iam_policy_document."))
    ? "Give the state after applying."
    : "Write it as data.aws_iam_policy_document, which a plan shows, or give the state after applying.";
}
