import { expect } from "chai";
import { ENTRIES, missingTexts } from "../../scripts/check-docstrings";

describe("the docstrings of what can be imported", () => {
  it("say what everything is for, what happens without it, what is thrown, and how it is used", () => {
    const missing = missingTexts(ENTRIES).map(({ place, name, what }) => `${place} ${name}: ${what}`);
    expect(missing).to.deep.equal([]);
  });

  it("are missed where they are missing", () => {
    const missing = missingTexts(["test/docs/undocumented.ts"]).map(({ name, what }) => `${name}: ${what}`);
    expect(missing).to.deep.equal([
      "Options: no description",
      "Options.size: does not say what happens without it",
      "Options.place.left: no description",
      "build: no @throws",
      "build: no @example",
      "misnamed: @throws names NO_SUCH_CODE, which is no code",
      "Thing: no @example",
      "Thing.size: no description",
    ]);
  });
});
