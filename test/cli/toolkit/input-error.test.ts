import { expect } from "chai";
import { join } from "node:path";
import { InputError } from "../../../cli/toolkit/input-error";

const DIST = join(__dirname, "..", "..", "..", "cli", "dist");
const ENTRIES = ["access", "doctor", "audit", "migrate", "pulumi-policy", "cdktf"];

interface Entry {
  readonly InputError: typeof InputError;
}

describe("InputError.is", () => {
  const problem = { path: "plan.json", message: "is empty", hint: "give a plan" };

  it("knows the errors of every built entry, whose classes differ", async () => {
    const entries = await Promise.all(ENTRIES.map(async (name) => (await import(join(DIST, `${name}.js`))) as Entry));
    for (const one of entries) {
      for (const other of entries) {
        const error = new one.InputError([problem]);
        expect(other.InputError.is(error)).to.equal(true);
        expect(error instanceof other.InputError).to.equal(one === other);
      }
    }
  });

  it("knows nothing else", () => {
    const others = [
      undefined,
      null,
      "InputError",
      new Error("x"),
      Object.assign(new Error("x"), { name: "InputError" }),
    ];
    expect(others.filter((each) => InputError.is(each))).to.deep.equal([]);
  });
});
