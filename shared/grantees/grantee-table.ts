import { compareText } from "../base/canonical";
import { accountRootArn } from "../aws/arn";
import { checkGrantee } from "./check-grantee";
import type { FindingList } from "../findings/findings";
import type { ParsedGrantee } from "./kinds";
import type { ReadPartition } from "../aws/partition";
import type { IsUnresolved } from "../base/unresolved";

/** A grantee of one topology: one object, however often the topology names it. */
export type TopologyGrantee = ParsedGrantee & {
  /** The ARN of the root of its account; its own text where it has no account or is unresolved. */
  readonly root: string;
  /** Its place in the canonical order of all grantees of the topology; -1 for an unresolved one. */
  rank: number;
};

/** What reading grantees depends on. */
export interface GranteeTableContext extends ReadPartition {
  readonly findings: FindingList;
  readonly isUnresolved: IsUnresolved;
}

/**
 * The grantees of one topology. Each text is understood and checked once: a thousand repositories that name the same
 * three hundred accounts cost three hundred checks and not three hundred thousand.
 */
export class GranteeTable {
  readonly #context: GranteeTableContext;
  readonly #byText = new Map<string, TopologyGrantee>();
  readonly #byValue = new Map<string, TopologyGrantee>();
  #ranked: readonly TopologyGrantee[] = [];

  constructor(context: GranteeTableContext) {
    this.#context = context;
  }

  /** Reads one grantee; `undefined` after adding a finding. */
  read(text: unknown, path: string, index: number): TopologyGrantee | undefined {
    const known = typeof text === "string" ? this.#byText.get(text) : undefined;
    return known ?? this.#learn(text, `${path}[${index}]`);
  }

  /** The grantee that an account id stands for. The id has been checked, or is unresolved. */
  account(accountId: string): TopologyGrantee {
    const unresolved = this.#context.isUnresolved(accountId);
    return this.#intern(
      unresolved ? { kind: "unresolved", value: accountId } : { kind: "account", value: accountId, accountId },
    );
  }

  /** Puts all grantees into their canonical order. To be called when everything is read. */
  rank(): void {
    this.#ranked = [...this.#byValue.values()].filter(isConcrete).sort((a, b) => compareText(a.value, b.value));
    this.#ranked.forEach((grantee, rank) => {
      grantee.rank = rank;
    });
  }

  /**
   * The canonical order of a list: concrete grantees sorted and without duplicates, then the unresolved ones in the
   * order given (their text is a placeholder, so sorting by it would change from run to run).
   */
  canonical(list: readonly TopologyGrantee[]): readonly TopologyGrantee[] {
    if (isCanonical(list)) return list;
    const ranks = Uint32Array.from(list.filter(isConcrete), ({ rank }) => rank).sort();
    const ordered: TopologyGrantee[] = [];
    let last = -1;
    for (const rank of ranks) {
      if (rank !== last) ordered.push(this.#ranked[rank] as TopologyGrantee);
      last = rank;
    }
    return [...ordered, ...new Set(list.filter((grantee) => !isConcrete(grantee)))];
  }

  /** The canonical order of everyone in several lists. */
  union(lists: Iterable<readonly TopologyGrantee[]>): readonly TopologyGrantee[] {
    const named = new Set<TopologyGrantee>();
    for (const list of lists) for (const grantee of list) named.add(grantee);
    return this.canonical([...named]);
  }

  #learn(text: unknown, path: string): TopologyGrantee | undefined {
    const { partition, findings, isUnresolved } = this.#context;
    if (typeof text === "string" && isUnresolved(text))
      return this.#remember(text, { kind: "unresolved", value: text });
    const found = findings.count;
    const parsed = checkGrantee(text, path, partition, findings);
    if (parsed === undefined) return undefined;
    // A text with a finding is not remembered: the next place that names it gets a finding too.
    return findings.count === found ? this.#remember(text as string, parsed) : this.#intern(parsed);
  }

  #remember(text: string, parsed: ParsedGrantee): TopologyGrantee {
    const grantee = this.#intern(parsed);
    this.#byText.set(text, grantee);
    return grantee;
  }

  #intern(parsed: ParsedGrantee): TopologyGrantee {
    const known = this.#byValue.get(parsed.value);
    if (known !== undefined) return known;
    const root =
      "accountId" in parsed ? accountRootArn(this.#context.writtenPartition, parsed.accountId) : parsed.value;
    const grantee = { ...parsed, root, rank: -1 };
    this.#byValue.set(parsed.value, grantee);
    return grantee;
  }
}

function isConcrete({ kind }: TopologyGrantee): boolean {
  return kind !== "unresolved";
}

/** Whether a list is sorted already, as most are. */
function isCanonical(list: readonly TopologyGrantee[]): boolean {
  let last = -1;
  for (const { rank } of list) {
    if (rank <= last) return false;
    last = rank;
  }
  return true;
}
