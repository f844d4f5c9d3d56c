import { expect } from "chai";
import fc from "fast-check";
import { InputError } from "../../../../cli/toolkit/input-error";
import { fixtureJson } from "./projection";
import { read } from "./hand-made";

const RUNS = 100;
const OTHERS: readonly unknown[] = [
  null,
  undefined,
  7,
  "text",
  "",
  true,
  [],
  {},
  [null],
  [7],
  { a: 1 },
  [[]],
  "a.b[",
  '["',
];

/** The value with one part, found by walking down by these numbers, replaced. */
function damaged(value: unknown, way: readonly number[], other: unknown): unknown {
  const [step, ...rest] = way;
  if (step === undefined || typeof value !== "object" || value === null) return other;
  const entries: [string, unknown][] = Object.entries(value);
  const chosen = entries.length === 0 ? undefined : entries[step % entries.length];
  if (chosen === undefined) return other;
  const [name, inner] = chosen;
  if (Array.isArray(value)) return (value as readonly unknown[]).with(Number(name), damaged(inner, rest, other));
  return { ...value, [name]: damaged(inner, rest, other) };
}

describe("plans and states that were damaged", () => {
  for (const [name, file] of [
    ["local-modules", "plan.json"],
    ["for-each-teams", "plan.json"],
    ["replacement", "plan.json"],
    ["policy-documents", "state.json"],
  ] as const) {
    it(`are read or refused with a message: the ${file} of ${name}`, () => {
      const whole = fixtureJson(name, file);
      const way = fc.array(fc.nat(40), { minLength: 1, maxLength: 10 });
      const property = fc.property(way, fc.constantFrom(...OTHERS), (steps, other) => {
        try {
          read(damaged(whole, steps, other), { accountId: "111111111111", region: "us-east-1" });
        } catch (error) {
          expect(error).to.be.instanceOf(InputError);
        }
      });
      fc.assert(property, { numRuns: RUNS });
    });
  }
});
