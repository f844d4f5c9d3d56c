import { isDeepStrictEqual } from "node:util";
import type { RegistryPlan } from "../../shared";
import { policyJson } from "../../shared";
import type { PlannedDocument } from "./planned-documents";
import { listOf, plannedDocuments } from "./planned-documents";

/** What the documents and grants of a plan break of the rules that hold for every topology. */
export function brokenRules(plan: RegistryPlan): readonly string[] {
  const documents = plannedDocuments(plan);
  const ids = plan.key.grants.map(({ id }) => id);
  return [
    ...documents.flatMap(brokenByDocument),
    ...(new Set(ids).size < ids.length ? ["two grants have one id"] : []),
    ...sizeMistakes(plan, documents),
  ];
}

function brokenByDocument({ place, document }: PlannedDocument): readonly string[] {
  const broken: string[] = [];
  const json = policyJson(document);
  if (!isDeepStrictEqual(JSON.parse(json), document)) broken.push("is not what its JSON says");
  for (const statement of document.Statement) {
    if (statement.Effect !== "Allow") broken.push(`has the effect ${statement.Effect}`);
    if (!("Principal" in statement)) continue;
    const everyone = Object.values(statement.Principal).some((values) => listOf(values).includes("*"));
    if (everyone && !hasOrganization(statement.Condition)) broken.push("names everyone on no organization's condition");
  }
  return broken.map((what) => `the ${place} ${what}`);
}

/** Whether a condition names organizations by operators that fail where a principal has none. */
function hasOrganization(condition: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {}): boolean {
  return [
    condition["StringEquals"]?.["aws:PrincipalOrgID"],
    condition["ForAnyValue:StringLike"]?.["aws:PrincipalOrgPaths"],
  ].some((values) => {
    const organizations = listOf(values as string | readonly string[] | undefined);
    return organizations.length > 0 && organizations.every((value) => /^o-[a-z0-9]{10,32}(?:\/|$)/.test(value));
  });
}

/** AWS's limits, written again here. */
export const LIMITS = { "key-policy": 32_768, "repository-policy": 10_240, "identity-policy": 6_144 } as const;

/** The size of a document as AWS counts it, measured apart from the core. */
function sizeOf({ kind, document }: PlannedDocument): number {
  const json = JSON.stringify(document);
  if (kind === "key-policy") return Buffer.byteLength(json, "utf8");
  return kind === "identity-policy" ? json.replaceAll(/\s/g, "").length : json.length;
}

/** The limit of a kind of document. */
function limitOf({ kind }: PlannedDocument): number {
  return LIMITS[kind as keyof typeof LIMITS];
}

function sizeMistakes({ sizes }: RegistryPlan, documents: readonly PlannedDocument[]): readonly string[] {
  const tooLarge = documents.filter((each) => sizeOf(each) > limitOf(each));
  const measured = documents.map((each) => `${each.kind} ${sizeOf(each)} of ${limitOf(each)}`).sort();
  const told = sizes.map(({ kind, size, limit, remaining }) => {
    const mistake = remaining === limit - size ? "" : `, remaining ${remaining}`;
    return `${kind} ${size} of ${limit}${mistake}`;
  });
  return [
    ...tooLarge.map(({ place }) => `the ${place} is too large, and there is no finding`),
    ...(isDeepStrictEqual(told.sort(), measured) ? [] : ["the sizes told are not those of the documents"]),
  ];
}
