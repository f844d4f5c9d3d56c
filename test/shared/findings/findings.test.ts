import { inspect } from "node:util";
import { expect } from "chai";
import { PolicyError, planRegistry } from "../../../shared";
import { QUIET } from "../fixtures";

const wrong = (count: number): unknown => {
  const pull = Array.from({ length: count }, (_, index) => `nobody-${index}`);
  try {
    return planRegistry({ ...QUIET, repositories: { app: { pull } } });
  } catch (error) {
    return error;
  }
};

describe("PolicyError", () => {
  it("tells the first 20 problems, and holds all", () => {
    const error = wrong(25);
    if (!PolicyError.is(error)) throw error;
    const lines = error.message.split("\n");
    expect(lines[0]).to.equal("the topology has 25 problems:");
    expect(lines.filter((line) => line.startsWith("  - "))).to.have.length(20);
    expect(lines.at(-1)).to.equal("  and 5 more: see the error's findings");
    expect(error.findings).to.have.length(25);
  });

  it("is shown once where nobody catches it", () => {
    const shown = inspect(wrong(1));
    expect(shown.match(/is not a grantee/g)).to.have.length(1);
    expect(shown).to.not.include("findings: [");
  });

  it("says nothing of more where it tells all", () => {
    expect(String(wrong(20))).to.not.include("more: see");
  });

  it("shows the beginning of a long text, and how long it is", () => {
    const error = wrong(1) as PolicyError;
    expect(error.message).to.include('"nobody-0" is not a grantee');
    expect(() => planRegistry({ ...QUIET, region: "x".repeat(1_000_000) })).to.throw(
      PolicyError,
      /^the topology has 1 problem:\n {2}- region: "x{300}" and so on \(1000000 characters\) is not a Region/,
    );
  });
});
