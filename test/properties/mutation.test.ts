import { expect } from "chai";
import { complaint, tryMutation } from "./mutation-report";
import { mutationsOfScenario } from "./mutation-run";
import { IS_FULL } from "./share";
import { REPRESENTATIVES } from "./representative";

/** One mutation in so many is tried here; `npm run mutation` tries all. */
const ONE_IN = IS_FULL ? 12 : 24;

describe("a change of one element of a document", function () {
  for (const scenario of REPRESENTATIVES) {
    it(`is noticed, or is no change of access: ${scenario.name}`, async () => {
      const mutations = mutationsOfScenario(scenario).filter((_, index) => index % ONE_IN === 0);
      const verdicts = [];
      for (const mutation of mutations) verdicts.push(await tryMutation(mutation));
      expect(verdicts.flatMap((verdict) => complaint(verdict) ?? [])).to.deep.equal([]);
      expect(verdicts.filter(({ noticed }) => noticed !== undefined)).to.not.be.empty;
    });
  }
});
