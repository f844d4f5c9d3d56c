import { expect } from "chai";
import type { AccessModel } from "../../../../cli/model/access-model";
import type { AccessProof, KmsModel, OperationId, Verdict } from "../../../../cli/proof/proof";
import { OPERATIONS } from "../../../../cli/proof/proof";
import { proveAccessModel } from "../../../../cli/proof/prove";
import { Random } from "../../../properties/random";
import { changedSomewhere, inAnotherOrder, otherStatement, withUnknownValue } from "./changes";
import { randomSet } from "./sets";

const SETS = 25;
const SEED = 20_261_205;

describe("access, when something changes", () => {
  it("never grows by a Deny", async () => {
    await everySet(async (random, { model, proof }) => {
      const after = await proveAccessModel(
        changedSomewhere(random, model, (all, document) => [...all, otherStatement(random, "Deny", document)]),
      );
      expect(higher(proof, after)).to.deep.equal([]);
      expect(newParties(proof, after)).to.deep.equal([]);
    });
  });

  it("never shrinks by an Allow", async () => {
    await everySet(async (random, { model, proof }) => {
      const after = await proveAccessModel(
        changedSomewhere(random, model, (all, document) => [...all, otherStatement(random, "Allow", document)]),
      );
      expect(higher(after, proof)).to.deep.equal([]);
      expect(newParties(after, proof)).to.deep.equal([]);
    });
  });

  it("is the same in whatever order the documents say it", async () => {
    await everySet(async (random, { model, proof }) => {
      const after = await proveAccessModel(inAnotherOrder(random, model));
      expect([...higher(proof, after), ...higher(after, proof)]).to.deep.equal([]);
      expect([...newParties(proof, after), ...newParties(after, proof)]).to.deep.equal([]);
    });
  });

  it("is never the opposite where a value is not known", async () => {
    await everySet(async (random, { model, proof }) => {
      const after = await proveAccessModel(
        changedSomewhere(random, model, (all) => {
          const chosen = random.pick(all);
          return all.map((each) => (each === chosen ? withUnknownValue(random, each) : each));
        }),
      );
      const isOpposite = ([, before, now]: Change): boolean =>
        (before === "denied" && now === "allowed") || (before === "allowed" && now === "denied");
      expect(changes(proof, after).filter(isOpposite)).to.deep.equal([]);
      expect(newParties(proof, after).filter(({ verdict }) => verdict === "allowed")).to.deep.equal([]);
      for (const { operation, kmsModel } of newParties(after, proof)) {
        const verdicts = after.partiesBeyond(0, operation, kmsModel, []).map(({ verdict }) => verdict);
        expect(verdicts, `${operation} ${kmsModel}`).to.include("unknown");
      }
    });
  });
});

interface Base {
  readonly model: AccessModel;
  readonly proof: AccessProof;
}

/** Tries random sets that leave nothing unknown. */
async function everySet(test: (random: Random, base: Base) => Promise<void>): Promise<void> {
  const random = new Random(SEED);
  for (let set = 0; set < SETS; set++) {
    const { model, hasUnknown } = randomSet(random);
    if (!hasUnknown && model.repositories[0]?.policy !== undefined)
      await test(random, { model, proof: await proveAccessModel(model) });
  }
}

type Change = readonly [who: string, before: Verdict, now: Verdict];

/** The answers of rows that both proofs have, where they differ. */
function changes(before: AccessProof, after: AccessProof): readonly Change[] {
  return before.principals.flatMap(({ arn, kind, policiesUnseen }, index) => {
    const now = after.principals.findIndex((each) => each.arn === arn && each.policiesUnseen === policiesUnseen);
    if (now < 0 || (kind !== "role" && kind !== "user")) return [];
    return OPERATIONS.flatMap((operation) =>
      (["documented", "twoWay"] as const).flatMap((field): readonly Change[] => {
        const [one, other] = [before.cell(index, 0, operation)[field], after.cell(now, 0, operation)[field]];
        return one === other ? [] : [[`${arn} ${operation} ${field}`, one, other]];
      }),
    );
  });
}

const ORDER: readonly Verdict[] = ["none", "denied", "unknown", "allowed"];

/** The answers that are higher than before. */
function higher(before: AccessProof, after: AccessProof): readonly Change[] {
  return changes(before, after).filter(([, one, other]) => ORDER.indexOf(other) > ORDER.indexOf(one));
}

interface NewParty {
  readonly operation: OperationId;
  readonly kmsModel: KmsModel;
  readonly words: string;
  readonly verdict: string;
}

/** Who has access in a proof beyond the parties of another. */
function newParties(before: AccessProof, after: AccessProof): readonly NewParty[] {
  return OPERATIONS.flatMap((operation) =>
    (["documented", "two-way"] as const).flatMap((kmsModel) => {
      const expected = before.partiesBeyond(0, operation, kmsModel, []);
      const isUnknown = expected.some(({ party }) => party.name === undefined);
      const names = expected.flatMap(({ party }) => party.name ?? []);
      return after
        .partiesBeyond(0, operation, kmsModel, names)
        .filter(({ party }) => party.name !== undefined || !isUnknown)
        .map(({ party: { words }, verdict }) => ({ operation, kmsModel, words, verdict }));
    }),
  );
}
