import type {
  AccessChangeKind,
  ComparedVerdict,
  ComparisonSummary,
  Concerned,
  GapChange,
} from "../../comparison/access-comparison";
import type { Difference } from "../../expectation/expectation";
import type { Input } from "../../model/access-model";
import type { Party } from "../../proof/party";
import type { KmsModel, OperationId } from "../../proof/proof";
import { harmlessJson } from "../../toolkit/text-layout";
import type { ComparisonReport } from "./comparison-report";

/** The comparison for programs: see `JsonComparison`. */
export function comparisonJson(report: ComparisonReport): string {
  return `${harmlessJson(jsonComparison(report))}\n`;
}

function jsonComparison({ comparison, differences, relaxations, version }: ComparisonReport): JsonComparison {
  const { kmsModel, inputs, summary, hasNewAccess, repositories, changes, gaps, notCompared } = comparison;
  return {
    formatVersion: 1,
    tool: { name: "ecr-kms", version },
    kmsModel,
    hasNewAccess,
    summary,
    inputs: inputs.new,
    against: inputs.old,
    repositories: repositories.map(({ repository: { arn, name, accountId, region }, presence }) => ({
      arn,
      name,
      accountId,
      region,
      presence,
    })),
    changes: changes.map(({ change, who, operation, before, after, repositories: indexes }) => ({
      change,
      ...jsonConcerned(who),
      operation,
      before,
      after,
      repositories: indexes,
    })),
    gaps,
    notCompared,
    ...(differences && { differences }),
    ...(relaxations && { relaxations }),
  };
}

function jsonConcerned(who: Concerned): JsonConcerned {
  if ("party" in who) return { party: who.party };
  const { arn, kind, name, accountId } = who.principal;
  return { principal: { arn, kind, name, accountId } };
}

/**
 * What `check --against --format json` prints. Programs may rely on it: within one `formatVersion` fields are added, and
 * none is renamed, taken away or given another meaning.
 */
export interface JsonComparison {
  readonly formatVersion: 1;
  readonly tool: { readonly name: "ecr-kms"; readonly version: string };
  /** By which model the answers are. */
  readonly kmsModel: KmsModel;
  /** Whether there is a gain or a possible gain: what `--fail-on-new-access` fails on. */
  readonly hasNewAccess: boolean;
  /** How many changes of each kind: each principal or party with each operation and repository is one. */
  readonly summary: ComparisonSummary;
  readonly inputs: readonly Input[];
  /** The inputs that were given to `--against`. */
  readonly against: readonly Input[];
  /** The repositories of both sides. In `changes` a repository is its index in this list. */
  readonly repositories: readonly JsonComparedRepository[];
  /** Gains first. What stays allowed or denied is not listed. */
  readonly changes: readonly JsonChange[];
  /** What could not be read and may hide a change. */
  readonly gaps: readonly GapChange[];
  /** Who is on both sides, but in no input. */
  readonly notCompared: readonly Party[];
  /** What differs from `--expect`; absent when nothing was expected. */
  readonly differences?: readonly Difference[];
  /** What the expectation leaves out or accepts; absent when nothing was expected. */
  readonly relaxations?: readonly string[];
}

interface JsonComparedRepository {
  readonly arn: string;
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  /** `new`: not in the inputs that are compared with. `gone`: in these alone. */
  readonly presence: "both" | "new" | "gone";
}

/** A role or user, or a party: one of the two. */
type JsonConcerned =
  | {
      readonly principal: {
        readonly arn: string;
        readonly kind: string;
        readonly name: string;
        readonly accountId: string;
      };
    }
  | { readonly party: Party };

type JsonChange = JsonConcerned & {
  readonly change: AccessChangeKind;
  readonly operation: OperationId;
  /** `absent`: the inputs have no such principal or repository. */
  readonly before: ComparedVerdict;
  readonly after: ComparedVerdict;
  readonly repositories: readonly number[];
};
