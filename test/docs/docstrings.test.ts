import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { expect } from "chai";
import { ENTRIES, missingTexts } from "../../scripts/check-docstrings";

const SHARED = join(__dirname, "..", "..", "shared");

/** A module that leaves out, one by one, what a docstring has to say. */
const leavingOut = (core: string): string => `
import { aliasName } from "${core}";

export interface Options {
  /** How many there are. */
  readonly size?: number;
  /** Where it is. */
  readonly place: { readonly left: number };
}

/** Throws through what it calls. */
export function build(options: Options): string {
  return aliasName(String(options.size));
}

/**
 * Names a code that there is not.
 *
 * @throws PolicyError with NO_SUCH_CODE
 * @example
 * misnamed("a");
 */
export function misnamed(name: string): string {
  return aliasName(name);
}

/** Has something to show. */
export class Thing {
  readonly size = 1;
}
`;

describe("the docstrings of what can be imported", () => {
  it("say what everything is for, what happens without it, what is thrown, and how it is used", () => {
    const missing = missingTexts(ENTRIES).map(({ place, name, what }) => `${place} ${name}: ${what}`);
    expect(missing).to.deep.equal([]);
  });

  it("are missed where they are missing", () => {
    const folder = mkdtempSync(join(tmpdir(), "docstrings-"));
    try {
      const file = join(folder, "module.ts");
      writeFileSync(file, leavingOut(relative(folder, SHARED)));
      expect(missingTexts([file]).map(({ name, what }) => `${name}: ${what}`)).to.deep.equal([
        "Options: no description",
        "Options.size: does not say what happens without it",
        "Options.place.left: no description",
        "build: no @throws",
        "build: no @example",
        "misnamed: @throws names NO_SUCH_CODE, which is no code",
        "Thing.size: no description",
        "Thing: no @example",
      ]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
