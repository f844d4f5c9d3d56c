import { isDigest } from "../registry/digest";

/** Something wrong at a place of a plan. */
export interface PlanProblem {
  readonly at: string;
  readonly message: string;
}

/** What a value of a plan has to be. */
type Shape =
  | "text"
  | "texts"
  | "count"
  | "flag"
  | "digest"
  | "digests"
  | "time"
  | { readonly anyOf: readonly (string | number)[] }
  | { readonly optional: Shape }
  | { readonly list: Shape }
  | { readonly values: Shape }
  | { readonly fields: Readonly<Record<string, Shape>> };

const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;

const place = { arn: "text", registryId: "text", region: "text", name: "text", uri: "text" } as const;

const PLAN: Shape = {
  fields: {
    formatVersion: { anyOf: [1] },
    madeBy: "text",
    madeAt: "time",
    source: { fields: { ...place, encryption: { fields: { type: "text", keyArn: { optional: "text" } } } } },
    destination: {
      fields: {
        ...place,
        encryption: { fields: { type: { anyOf: ["KMS", "KMS_DSSE"] }, keyArn: "text" } },
        tagMutability: { anyOf: ["MUTABLE", "IMMUTABLE", "MUTABLE_WITH_EXCLUSION", "IMMUTABLE_WITH_EXCLUSION"] },
        tagMutabilityExclusionFilters: { optional: { list: { fields: { filterType: "text", filter: "text" } } } },
        scanOnPush: "flag",
        tags: { values: "text" },
        repositoryPolicy: { optional: "text" },
        lifecyclePolicy: { optional: "text" },
      },
    },
    manifests: {
      list: {
        fields: {
          digest: "digest",
          mediaType: "text",
          kind: { anyOf: ["image", "index", "artifact", "signature", "attestation"] },
          tags: "texts",
          bytes: "count",
          children: "digests",
          subject: { optional: "digest" },
          platform: { optional: "text" },
          pushedAt: { optional: "time" },
        },
      },
    },
    totals: { fields: { manifests: "count", tags: "count", bytes: "count", blobs: "count" } },
    references: { list: { fields: { what: "text", from: "text", to: "text", where: "text" } } },
    touchedBy: {
      list: {
        fields: {
          kind: "text",
          rule: "text",
          touches: { anyOf: ["source", "destination", "both"] },
          consequence: "text",
        },
      },
    },
    warnings: "texts",
  },
};

/** What is missing, of another kind than it should be, or unknown in a plan. Values are not quoted. */
export function shapeProblems(plan: unknown): readonly PlanProblem[] {
  const found: PlanProblem[] = [];
  check(plan, PLAN, "", found);
  return found;
}

function check(value: unknown, shape: Shape, at: string, found: PlanProblem[]): void {
  const wrong = (message: string): void => {
    found.push({ at, message });
  };
  if (typeof shape === "string") {
    const message = simpleProblem(value, shape);
    if (message !== undefined) wrong(value === undefined ? "is missing" : message);
  } else if ("anyOf" in shape) {
    const isOne = shape.anyOf.some((each) => each === value);
    if (!isOne) wrong(value === undefined ? "is missing" : `is none of ${shape.anyOf.join(", ")}`);
  } else if ("optional" in shape) {
    if (value !== undefined) check(value, shape.optional, at, found);
  } else if ("list" in shape) {
    if (!Array.isArray(value)) {
      wrong(value === undefined ? "is missing" : "is no list");
      return;
    }
    for (const [index, each] of value.entries()) check(each, shape.list, `${at}[${index}]`, found);
  } else if (!isObject(value)) {
    wrong(value === undefined ? "is missing" : "is no object");
  } else if ("values" in shape) {
    for (const [key, each] of Object.entries(value)) check(each, shape.values, below(at, key), found);
  } else {
    for (const [key, each] of Object.entries(shape.fields)) check(value[key], each, below(at, key), found);
    for (const key of Object.keys(value)) {
      if (!Object.hasOwn(shape.fields, key)) found.push({ at: below(at, key), message: "is unknown" });
    }
  }
}

function simpleProblem(value: unknown, shape: Shape & string): string | undefined {
  const isText = typeof value === "string" && value !== "";
  switch (shape) {
    case "text":
      return isText || value === "" ? undefined : "is no text";
    case "texts":
      return isListOf(value, (each) => typeof each === "string") ? undefined : "is no list of texts";
    case "digests":
      return isListOf(value, isDigest) ? undefined : "is no list of digests";
    case "digest":
      return isDigest(value) ? undefined : "is no digest (sha256: and 64 hexadecimal digits)";
    case "time":
      return isText && TIME.test(value) ? undefined : "is no time (2026-01-31T12:00:00.000Z)";
    case "flag":
      return typeof value === "boolean" ? undefined : "is neither true nor false";
    case "count":
      return Number.isSafeInteger(value) && (value as number) >= 0 ? undefined : "is no number from 0 up";
  }
}

function below(at: string, key: string): string {
  return at === "" ? key : `${at}.${key}`;
}

function isListOf(value: unknown, matches: (each: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(matches);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
