import type { AccessModel } from "../../../../cli/model/access-model";
import type { AccessProof, Cell, CellGroup, UnusedStatement } from "../../../../cli/proof/proof";
import type { RuleInput } from "../../../../cli/rules/finding";
import { model, OTHER, repository, role, withRepositoryStatements } from "../model";
import type { RuleCase } from "./rule-case";

const names = ["a", "b", "c", "d"];
const source = { input: "plan.json", address: "aws_iam_role.ci" };

/** A proof that only says what the rules about proofs read. */
function proved(
  groups: readonly CellGroup[],
  unused: readonly UnusedStatement[] = [],
  given: AccessModel = model(),
): RuleInput {
  const proof: AccessProof = {
    model: given,
    principals: [
      { ...role("ci", OTHER), source },
      ...names.map((name) => role(name, OTHER)),
      { ...role("", OTHER), kind: "account" },
      { ...role("", OTHER), kind: "lambda" },
    ],
    repositories: names.map((name) => repository({ name })),
    cell: () => ({ documented: "none", twoWay: "none", oneSided: false }),
    explain: () => Promise.reject(new Error("no rule asks for reasons")),
    groups,
    parties: [],
    partyCells: [],
    partiesBeyond: () => [],
    unused,
    effort: { cells: 0, decisions: 0, distinct: 0 },
  };
  return { model: given, proof };
}

const group = (cell: Cell, principals: readonly number[], repositories: readonly number[]): CellGroup => ({
  operation: "pull",
  cell,
  principals,
  repositories,
});

export const PROOF_CASES: readonly RuleCase[] = [
  {
    rule: "one-sided-access",
    breaks: proved([
      group({ documented: "denied", twoWay: "denied", oneSided: true }, [0], [0, 1]),
      group({ documented: "denied", twoWay: "denied", oneSided: true }, [1, 2, 3, 4], [0, 1, 2, 3]),
      group({ documented: "allowed", twoWay: "denied", oneSided: true }, [2], [0]),
      group({ documented: "denied", twoWay: "denied", oneSided: false }, [3], [0]),
      group({ documented: "denied", twoWay: "denied", oneSided: true }, [5, 6], [0]),
    ]),
    finds: [
      {
        subject: "role ci",
        source,
        message: "It may not pull from a and b, although a document already allows some of it.",
      },
      {
        subject: "role a and 3 other principals",
        message: "They may not pull from a and 3 other repositories, although a document already allows some of it.",
      },
      {
        subject: "role b",
        message: "It may not, by the two-way model, pull from a, although a document already allows some of it.",
      },
      {
        subject: "administrators of 222222222222 and Lambda in 222222222222",
        message: "They may not pull from a, although a document already allows some of it.",
      },
    ],
    keeps: [
      model(),
      proved([
        group({ documented: "denied", twoWay: "denied", oneSided: false }, [0], [0]),
        group({ documented: "allowed", twoWay: "allowed", oneSided: false }, [1], [0]),
      ]),
    ],
  },
  {
    rule: "unused-statement",
    breaks: proved(
      [],
      [
        {
          document: { kind: "repository-policy", name: "repository policy of orders", source },
          statement: { index: 2, sid: "Old" },
        },
        { document: { kind: "key-policy", name: "key policy of alias/x" }, statement: { index: 0 } },
      ],
    ),
    finds: [
      {
        subject: "repository policy of orders",
        source,
        message: "It changes no answer about any repository, key or principal of the inputs.",
        statement: { index: 2, sid: "Old" },
      },
      {
        subject: "key policy of alias/x",
        message: "It changes no answer about any repository, key or principal of the inputs.",
        statement: { index: 0 },
      },
    ],
    keeps: [
      model(),
      proved([]),
      // Everybody is let in; nobody of them is in the proof.
      proved(
        [],
        [
          {
            document: { kind: "repository-policy", name: "repository policy of orders" },
            statement: { index: 0 },
          },
        ],
        withRepositoryStatements({ Effect: "Allow", Principal: "*", Action: "ecr:BatchGetImage" }),
      ),
      // Nobody of the key's account is in the proof.
      proved(
        [],
        [
          {
            document: { kind: "key-policy", name: "key policy of alias/ecr/registry" },
            statement: { index: 0, sid: "EnableIAMUserPermissions" },
          },
        ],
      ),
    ],
  },
];
