import { expect } from "chai";
import { changeBetween } from "../../../cli/comparison/change-between";
import type { AccessChangeKind, ComparedVerdict } from "../../../cli/comparison/access-comparison";

const VERDICTS: readonly ComparedVerdict[] = ["absent", "denied", "unknown", "allowed"];

/** Before, then what each answer of `VERDICTS` amounts to. */
const TABLE: readonly (readonly [before: ComparedVerdict, ...after: (AccessChangeKind | undefined)[]])[] = [
  ["absent", undefined, undefined, "possible-gain", "gain"],
  ["denied", undefined, undefined, "possible-gain", "gain"],
  ["unknown", "possible-loss", "possible-loss", "unknown", "gain"],
  ["allowed", "loss", "loss", "possible-loss", undefined],
];

describe("what two answers amount to", () => {
  for (const [before, ...changes] of TABLE) {
    it(`after ${before}`, () => {
      expect(VERDICTS.map((after) => changeBetween(before, after))).to.deep.equal(changes);
    });
  }
});
