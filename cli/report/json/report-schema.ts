import { z } from "zod";
import { EVERYTHING } from "../../expectation/expectation";
import { SEVERITIES } from "../../rules/finding";
import { documented, jsonSchemaOf, type JsonSchema } from "../../toolkit/schema/documented";
import { CELLS, EXPLANATION, OPERATION, PRINCIPAL, REPOSITORY, UNUSED } from "./answer-schemas";
import { SOURCE, STATEMENT, STATEMENT_NUMBER } from "./document-schemas";
import { EXAMINATION } from "./examination-schema";
import { EVERYBODY_ELSE, PARTY, PARTY_CELLS } from "./party-schemas";

const KMS_MODEL = z.enum(["documented", "two-way"]);

const SUMMARY = z.object({
  principals: z.number(),
  repositories: z.number(),
  cells: z.object({ allowed: z.number(), denied: z.number(), unknown: z.number() }),
  mistakes: documented(z.number(), { description: "Denied cells that look like mistakes: in cells, too." }),
  parties: documented(z.object({ allowed: z.number(), unknown: z.number() }), {
    description: "Parties with access, and those of which it is not known, own-account left out.",
  }),
  findings: documented(z.record(z.enum(SEVERITIES), z.number()), { description: "Without those switched off." }),
  suppressed: z.number(),
  differences: documented(z.number().exactOptional(), { description: "Absent when nothing was expected." }),
  gaps: z.number(),
});

const INPUT = z.object({
  kind: z.enum([
    "cdktf-output",
    "terraform-plan",
    "terraform-state",
    "pulumi-stack",
    "pulumi-preview",
    "topology",
    "deployed",
  ]),
  path: z.string(),
});

const IDS = z.array(z.string()).exactOptional();
const FINDING = documented(
  z.object({
    rule: documented(z.string(), { description: "Stable; docs/rules.md lists all." }),
    title: documented(z.string(), { description: "What must hold." }),
    severity: z.enum(SEVERITIES),
    see: z.string(),
    elsewhere: documented(z.object({ securityHub: IDS, checkov: IDS, trivy: IDS, prowler: IDS }), {
      description: "The same check in other tools.",
    }),
    subject: z.string(),
    source: SOURCE.exactOptional(),
    message: z.string(),
    hint: z.string(),
    statement: STATEMENT_NUMBER.exactOptional(),
    replacement: STATEMENT.exactOptional(),
    suppressed: documented(z.string().exactOptional(), {
      description: "Switched off in the configuration, with this reason: counted as nothing.",
    }),
  }),
  { id: "finding" },
);

const DIFFERENCE = documented(
  z.object({
    principal: documented(z.string(), {
      description: "As the expectation names it, or the words of a party: the first of principals.",
    }),
    principals: z.array(z.string()),
    repository: documented(z.string(), { description: "The first of repositories; * where it is about everything." }),
    repositories: z.array(z.string()),
    operation: documented(z.union([OPERATION, z.literal(EVERYTHING)]), {
      description: "The first of operations, or *.",
    }),
    operations: z.array(OPERATION),
    expected: z.enum(["allowed", "denied"]),
    actual: documented(z.enum(["allowed", "denied", "unknown", "none", "missing"]), {
      description: "missing: the principal or repository does not occur in the inputs.",
    }),
    message: z.string(),
    party: documented(PARTY.exactOptional(), { description: "Where it is about a party." }),
    key: documented(z.string().exactOptional(), { description: "The key, where the file names it." }),
    gap: documented(z.string().exactOptional(), {
      description: "For what is not known: the id by which accept of expected access names it.",
    }),
    never: documented(z.literal(true).exactOptional(), {
      description: "Where never of expected access names them: expecting them elsewhere in it changes nothing.",
    }),
    at: documented(z.object({ principal: z.number(), repository: z.number() }).exactOptional(), {
      description: "Indexes into principals and repositories, where both occur.",
    }),
  }),
  {
    id: "difference",
    description: "Each of principals with each of operations and each of repositories is not as expected.",
  },
);

const GAP = documented(
  z.object({
    id: documented(z.string(), { description: "The same in every run: accept of expected access names it." }),
    source: SOURCE,
    message: z.string(),
    affectsAccess: documented(z.boolean(), {
      description: "Whether what is missing could give somebody access, or take it away.",
    }),
  }),
  { id: "gap", description: "Something that could not be read." },
);

const ASSUMPTION = z.object({
  id: z.string(),
  text: z.string(),
  setting: documented(z.string().exactOptional(), {
    description: "What turns it into a fact; absent where nothing does.",
  }),
});

/** What `--format json` prints. */
export const REPORT_SCHEMA = documented(
  z.object({
    formatVersion: z.literal(2),
    tool: z.object({ name: z.literal("ecr-kms"), version: z.string() }),
    examination: EXAMINATION.exactOptional(),
    kmsModel: documented(KMS_MODEL, { description: "Which model summary counts by; answers have both." }),
    summary: SUMMARY,
    everybodyElse: documented(EVERYBODY_ELSE.exactOptional(), {
      description:
        "What is proved of everybody who is neither a principal nor a party here; absent without repositories.",
    }),
    inputs: z.array(INPUT),
    principals: documented(z.array(PRINCIPAL), { description: "The rows." }),
    repositories: documented(z.array(REPOSITORY), { description: "The columns." }),
    cells: documented(z.array(CELLS), {
      description:
        "Every cell is in exactly one group per operation; a cell in none has no answer: the question does not arise.",
    }),
    parties: documented(z.array(PARTY), { description: "Everybody else whom the documents let in." }),
    partyCells: z.array(PARTY_CELLS),
    explanations: documented(z.array(EXPLANATION), { description: "Each once." }),
    findings: z.array(FINDING),
    differences: documented(z.array(DIFFERENCE).exactOptional(), { description: "Absent when nothing was expected." }),
    relaxations: documented(z.array(z.string()).exactOptional(), {
      description: "What the file of expected access leaves out or accepts, for people.",
    }),
    assumptions: documented(z.array(ASSUMPTION).exactOptional(), { description: "What the proof takes for granted." }),
    unused: documented(z.array(UNUSED), { description: "Statements that decided nothing." }),
    gaps: z.array(GAP),
  }),
  {
    title: "ecr-kms check --format json",
    description:
      "The report of ecr-kms check and doctor for programs. Within one formatVersion fields are added, and none is renamed, taken away or given another meaning.",
  },
);

/** The JSON Schema of the report: `schema.json` in the folder above. */
export function reportSchema(): JsonSchema {
  return jsonSchemaOf(REPORT_SCHEMA);
}
