import { expect } from "chai";
import * as fc from "fast-check";
import { completedModel } from "../../../cli/proof/complete-model";
import { decide } from "../../../cli/proof/decide";
import { judgeCell } from "../../../cli/proof/judge-cell";
import { OPERATIONS } from "../../../cli/proof/proof";
import { proveAccessModel } from "../../../cli/proof/prove";
import { withValidDocuments } from "../../../cli/proof/valid-documents";
import { PairClasses } from "../../../cli/proof/pair-classes";
import type { World } from "../../../cli/proof/world";
import { worldOf } from "../../../cli/proof/world";
import { models } from "./random-models";

describe("classes of questions", () => {
  it("answer each cell as if it were decided by itself, with every document whole", async function () {
    await fc.assert(
      fc.asyncProperty(models, fc.infiniteStream(fc.nat()), async (model, choices) => {
        const proof = await proveAccessModel(model);
        const world = worldOf(withValidDocuments(completedModel(model)));
        const at = (length: number): number => Number(choices.next().value) % length;
        const borrowed = pairsWithBorrowedAnswers(world);
        for (let round = 0; round < ROUNDS; round++) {
          const [who, what] = borrowed[at(borrowed.length)] ?? [
            at(proof.principals.length),
            at(proof.repositories.length),
          ];
          const operation = OPERATIONS[at(OPERATIONS.length)] ?? "push";
          const principal = world.model.principals[who];
          const repository = world.model.repositories[what];
          if (principal === undefined || repository === undefined) throw new Error("not in the model");
          const { cell } = judgeCell(world, principal, repository, operation, (asked) => ({
            asked,
            decision: decide(asked),
          }));
          expect(proof.cell(who, what, operation), `${principal.arn} ${operation} ${repository.name}`).to.deep.equal(
            cell,
          );
        }
      }),
      {
        numRuns: Number(process.env["SOUNDNESS_RUNS"] ?? RUNS),
        seed: Number(process.env["SOUNDNESS_SEED"] ?? SEED),
      },
    );
  });
});

const ROUNDS = 12;
const RUNS = 40;
const SEED = 23;

/** The pairs that are not the first of their class: they are shown what was decided about another. */
function pairsWithBorrowedAnswers(world: World): readonly (readonly [who: number, what: number])[] {
  const classes = new PairClasses(world, world.model.repositories);
  const seen = new Set<number>();
  return world.model.principals.flatMap((principal, who) =>
    [...classes.of(principal)].flatMap((each, what) => {
      const isFirst = !seen.has(each);
      seen.add(each);
      return isFirst ? [] : [[who, what] as const];
    }),
  );
}
