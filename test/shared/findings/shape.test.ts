import { expect } from "chai";
import { allResolved } from "../../../shared/base/unresolved";
import { checkBoolean, checkText } from "../../../shared/findings/checks";
import { FindingList } from "../../../shared/findings/findings";
import type { Shape } from "../../../shared/findings/shape";
import {
  checkKnownBoolean,
  checkShape,
  choiceOf,
  partOf,
  READ_APART,
  shownDefault,
  withDefaults,
} from "../../../shared/findings/shape";

interface Config {
  readonly name: string;
  readonly mode?: "a" | "b";
  readonly strict?: boolean;
  readonly note?: string;
  readonly apart?: number;
}

const SHAPE = {
  name: { required: true, check: checkText },
  mode: { check: choiceOf(["a", "b"]), default: "a" },
  strict: { check: checkKnownBoolean, awsDefault: false },
  note: { check: checkText, otherwise: "none" },
  apart: { check: READ_APART, otherwise: "none" },
} as const satisfies Shape<Config>;

const LATER = "${later}";

function found(given: object): readonly string[] {
  const findings = new FindingList();
  checkShape(given, SHAPE, "config", { findings, isUnresolved: (value) => value === LATER });
  return findings.all.map(({ code, path }) => `${code} ${path}`);
}

describe("a shape", () => {
  it("finds nothing wrong with what it describes", () => {
    expect(
      found({ name: "n", mode: "b", strict: true, note: LATER, apart: "checked by whoever reads it" }),
    ).to.deep.equal([]);
    expect(found({ name: LATER, mode: undefined })).to.deep.equal([]);
  });

  it("finds what is missing, wrong, unknown, or known too late, in the order of its properties", () => {
    expect(found({ names: "n", mode: "c", strict: LATER, note: 5 })).to.deep.equal([
      "UNKNOWN_PROPERTY config.names",
      "INVALID_TYPE config.name",
      "INVALID_OPTION config.mode",
      "UNRESOLVED_STRUCTURE config.strict",
      "INVALID_TYPE config.note",
    ]);
  });

  it("gives a check the configuration, for what has to agree with it", () => {
    const shape = {
      on: { check: checkBoolean, default: true },
      off: {
        check: (_: unknown, path: string, { findings }: { findings: FindingList }, given: object) => {
          if ("on" in given) findings.add("CONFLICTING_OPTIONS", path, "is given with on");
        },
        otherwise: "none",
      },
    } as const satisfies Shape<{ readonly on?: boolean; readonly off?: boolean }>;
    const findings = new FindingList();
    checkShape({ on: true, off: true }, shape, "", { findings, isUnresolved: allResolved });
    expect(findings.all.map(({ path }) => path)).to.deep.equal(["off"]);
  });

  it("fills in its defaults, and nothing that AWS does by itself", () => {
    expect(withDefaults<Config, typeof SHAPE>({ name: "n" }, SHAPE)).to.deep.equal({ name: "n", mode: "a" });
    expect(withDefaults({ name: "n", mode: "b", strict: true, more: 1 } as Config, SHAPE)).to.deep.equal({
      name: "n",
      mode: "b",
      strict: true,
    });
  });

  it("takes its part of a configuration that has more", () => {
    const { mode, note } = SHAPE;
    const flat: Config & { readonly more?: number } = { name: "n", mode: "b", more: 1 };
    expect(partOf(flat, { mode, note })).to.deep.equal({ mode: "b" });
  });

  it("says what applies without a property", () => {
    expect(Object.values(SHAPE).map(shownDefault)).to.deep.equal([undefined, '`"a"`', "`false`", "none", "none"]);
  });
});
