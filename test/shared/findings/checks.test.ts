import { expect } from "chai";
import { checkKeysKnown } from "../../../shared/findings/checks";
import { FindingList } from "../../../shared/findings/findings";
import { isLater, LATER } from "../fixtures";

function found(map: unknown): readonly string[] {
  const findings = new FindingList();
  checkKeysKnown(map, "roles", "a role", { findings, isUnresolved: isLater });
  return findings.all.map(({ code, path, message }) => `${code} ${path}: ${message}`);
}

describe("checkKeysKnown", () => {
  it("refuses a map with a key that is known only at deployment, once", () => {
    expect(found({ ci: "a", [LATER]: "b", [`${LATER}-2`]: "c" })).to.deep.equal([
      "UNRESOLVED_STRUCTURE roles: the name of a role is known only at deployment, but is part of the address of what is made for it",
    ]);
  });

  it("says nothing of values that are known only at deployment, and of what is not a map", () => {
    expect([{ ci: LATER }, {}, [LATER], LATER, undefined].flatMap(found)).to.deep.equal([]);
  });
});
