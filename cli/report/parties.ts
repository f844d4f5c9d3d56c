import type { Party } from "../proof/party";
import type { KmsModel, OperationId } from "../proof/proof";
import { OPERATION_WORDS } from "../proof/operation-words";
import { listNames, listWords } from "../toolkit/list-words";
import { groupedBy } from "../toolkit/order";
import type { Names } from "./names";
import type { CheckReport } from "./report";

const MOST = { names: 4 };

/** What a party may do, or may do for all that is known, with which repositories. */
export interface PartyAccess {
  readonly operation: OperationId;
  readonly verdict: "allowed" | "unknown";
  /** Indexes into the proof's repositories. */
  readonly repositories: readonly number[];
}

/** A party that has access by the model that decides. */
export interface PartyWithAccess {
  readonly party: Party;
  /** Its index in the proof. */
  readonly index: number;
  readonly access: readonly PartyAccess[];
}

/** The parties that have access by the model that decides, or may have it, in the order of the proof. */
export function partiesWithAccess({ proof, kmsModel }: CheckReport): readonly PartyWithAccess[] {
  const byParty = new Map<number, PartyAccess[]>();
  for (const cells of proof.partyCells) {
    const verdict = partyVerdict(cells, kmsModel);
    if (verdict === "none") continue;
    const { operation, repositories } = cells;
    for (const index of cells.parties) {
      const access = byParty.get(index) ?? [];
      access.push({ operation, verdict, repositories });
      byParty.set(index, access);
    }
  }
  return proof.parties.flatMap((party, index) => {
    const access = byParty.get(index);
    return access === undefined ? [] : [{ party, index, access }];
  });
}

/** The answer for a party by the model that decides. */
function partyVerdict(
  {
    documented,
    twoWay,
  }: { readonly documented: PartyAccess["verdict"] | "none"; readonly twoWay: PartyAccess["verdict"] | "none" },
  kmsModel: KmsModel,
): PartyAccess["verdict"] | "none" {
  return kmsModel === "documented" ? documented : twoWay;
}

/** Why a party has access, in one sentence. */
export function partyReason({ kind, unknowns = [] }: Party): string {
  if (kind === "own-account") return "IAM policies of their own account alone may let them in; no input holds those.";
  if (kind === "unknown")
    return `Who this is depends on what no input says${unknowns.length === 0 ? "." : `: ${unknowns.join(", ")}.`}`;
  return "The documents let them in, and no input names them.";
}

/** What nobody knows about a party, for people. */
export interface UnknownParty {
  /** `roles ci-* of any account may or may not pull from orders` */
  readonly sentence: string;
  readonly reason: string;
  /** The id by which expected access accepts it. */
  readonly gap?: string;
}

/** The answers about parties that are not known, those about the same repositories together. */
export function unknownParties(report: CheckReport, names: Names): readonly UnknownParty[] {
  return partiesWithAccess(report).flatMap(({ party, access }) => {
    const unknown = access.filter(({ verdict }) => verdict === "unknown");
    const together = groupedBy(unknown, ({ repositories }) => repositories.join());
    return [...together.values()].map((alike): UnknownParty => {
      const verbs = alike.map(({ operation }) => {
        const { sentence, afterId = sentence } = OPERATION_WORDS[operation];
        return afterId;
      });
      const where = (alike[0]?.repositories ?? []).map((index) => names.repositories[index] ?? "");
      return {
        sentence: `${party.words} may or may not ${listWords(verbs, "or")} ${listNames(where, MOST.names)}`,
        reason: partyReason(party),
        ...(party.gap === undefined ? {} : { gap: party.gap }),
      };
    });
  });
}
