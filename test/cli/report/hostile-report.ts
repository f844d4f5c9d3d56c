import type { CheckReport } from "../../../cli/report/report";
import { ALLOWED, fakeProof, ONE_SIDED } from "./fake-proof";
import { sampleExplanation } from "./sample-explanations";
import { FINDINGS } from "./sample-report";
import { MODEL, PRINCIPALS, REPOSITORIES } from "./sample-model";

/** Breaks out of what is not escaped: elements, attributes, scripts, comments, terminals, directions of text. */
const HOSTILE = `</script><img src=x onerror="window.hacked=1">'"--><svg/onload=window.hacked=1>\u001b[31m\u202e|\`@all`;

/** A report in which every text that an input gives is hostile. */
export function hostileReport(): CheckReport {
  const [principal] = PRINCIPALS;
  const [repository] = REPOSITORIES;
  const [finding] = FINDINGS;
  if (!principal || !repository || !finding) throw new Error("the sample is empty");
  const source = { input: HOSTILE, address: HOSTILE };
  const rows = [{ ...principal, name: HOSTILE, arn: HOSTILE, source }];
  const columns = [
    { ...repository, name: HOSTILE, arn: HOSTILE, source },
    { ...repository, name: "other" },
  ];
  const cell = (_: number, column: number) => (column === 0 ? ONE_SIDED : ALLOWED);
  return {
    proof: fakeProof({
      model: {
        ...MODEL,
        inputs: [{ kind: "terraform-plan", path: HOSTILE }],
        accounts: [{ id: principal.accountId, name: HOSTILE }],
        keys: MODEL.keys.map((key) => ({ ...key, name: HOSTILE })),
        principals: rows,
        repositories: columns,
        gaps: [{ id: HOSTILE, source, message: HOSTILE, affectsAccess: true }],
      },
      cell,
      reason: (_, column) => String(column),
      explain: (_, column, operation) => {
        const [who, what] = [rows[0], columns[column]];
        if (!who || !what) throw new Error("no such cell");
        const explanation = sampleExplanation(who, what, operation, cell(0, column));
        return { ...explanation, notes: [HOSTILE] };
      },
      parties: [
        { kind: "account", words: HOSTILE, name: { account: HOSTILE } },
        { kind: "unknown", words: HOSTILE, unknowns: [HOSTILE], gap: HOSTILE },
      ],
      partyCells: [
        { operation: "pull", documented: "allowed", twoWay: "allowed", parties: [0], repositories: [0] },
        { operation: "pull", documented: "unknown", twoWay: "unknown", parties: [1], repositories: [0, 1] },
      ],
    }),
    kmsModel: "documented",
    findings: [
      { ...finding, subject: HOSTILE, message: HOSTILE, hint: HOSTILE, source, see: `javascript:${HOSTILE}` },
      { ...finding, subject: HOSTILE, suppressed: HOSTILE },
    ],
    differences: [
      {
        principal: HOSTILE,
        principals: [HOSTILE],
        repository: HOSTILE,
        repositories: [HOSTILE],
        operation: "pull",
        operations: ["pull"],
        expected: "allowed",
        actual: "denied",
        message: HOSTILE,
      },
    ],
    relaxations: [HOSTILE],
    assumptions: [{ id: HOSTILE, text: HOSTILE, setting: HOSTILE }],
    version: "0.1.0",
  };
}
