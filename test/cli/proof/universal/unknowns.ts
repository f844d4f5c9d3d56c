import type { AccessProof } from "../../../../cli/proof/proof";

/** Why an answer is unknown although nothing in the inputs is. */
export type UnknownClass = "inputs" | "request" | "open";

/** What an answer may rest on that is not known, and of which class it is. */
const REASONS: readonly (readonly [class_: UnknownClass, reason: RegExp])[] = [
  // What nobody gave: policies of somebody who is only named, the organization of an account.
  ["inputs", /^IAM policies of (role|user) /],
  ["inputs", /^the value of aws:PrincipalOrg(ID|Paths) in the request$/],
  // What a request brings with it, and what tells those apart for whom a row stands together.
  [
    "request",
    /^the value of (aws:(PrincipalTag\/\w+|Source(Vpce|Ip|Arn|Account)|MultiFactorAuthPresent|ViaAWSService|Principal(Arn|Account))) in the request$/,
  ],
  // What AWS's pages leave open.
  ["open", /^how AWS reads NotPrincipal where it names some of account, role and session$/],
  ["open", /^whether kms:RetireGrant in IAM works when the key policy does not let the account's IAM policies decide$/],
];

/** The answers of a proof, and those of them that are unknown. */
export interface UnknownCount {
  readonly answers: number;
  readonly unknown: Readonly<Record<UnknownClass, number>>;
  /** Reasons that are of no class. */
  readonly unexplained: readonly string[];
}

const FIELDS = ["documented", "twoWay"] as const;

/** Counts the answers that are unknown, by why. An answer with several reasons is of the class that comes last. */
export async function countUnknown(proof: AccessProof): Promise<UnknownCount> {
  const unknown = { inputs: 0, request: 0, open: 0 };
  const unexplained: string[] = [];
  let answers = 0;
  const note = (reasons: readonly string[], times: number): void => {
    const classes = reasons.map((reason) => REASONS.find(([, pattern]) => pattern.test(reason))?.[0] ?? reason);
    unexplained.push(...classes.filter((each) => !(each in unknown)));
    const last = (["open", "request", "inputs"] as const).find((each) => classes.includes(each));
    if (last === undefined && classes.length === 0) unexplained.push("no reason");
    if (last !== undefined) unknown[last] += times;
  };
  for (const { operation, cell, principals, repositories } of proof.groups) {
    const times = principals.length * repositories.length;
    for (const field of FIELDS) {
      answers += times;
      if (cell[field] !== "unknown") continue;
      const { calls } = await proof.explain(principals[0] ?? 0, repositories[0] ?? 0, operation);
      note(
        calls.flatMap(({ unknowns = [] }) => unknowns),
        times,
      );
    }
  }
  for (const { parties, repositories, ...cells } of proof.partyCells) {
    for (const party of parties.flatMap((each) => proof.parties[each] ?? [])) {
      for (const field of FIELDS) {
        if (cells[field] === "none") continue;
        answers += repositories.length;
        if (cells[field] !== "unknown") continue;
        // Retiring grants is all that can be open about those whose own policies nobody gave.
        if (party.kind === "own-account") unknown.open += repositories.length;
        else note(party.unknowns ?? [], repositories.length);
      }
    }
  }
  return { answers, unknown, unexplained };
}
