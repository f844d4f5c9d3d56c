import { expect } from "chai";
import { z } from "zod";
import { readBySchema } from "../../../cli/toolkit/schema/read-by-schema";
import { refusal, someText, textOfForm, whereMissing } from "../../../cli/toolkit/schema/refusal";
import { refusalOf } from "../../support/thrown";

const SCHEMA = z.strictObject({
  id: textOfForm(/^\d{12}$/, "an account id", "Write 12 digits."),
  name: someText(whereMissing("Name it.")).optional(),
  count: z.int().min(1).max(9).optional(),
  on: z.boolean().optional(),
  mode: z.enum(["copy", "compare"]).optional(),
  list: z.array(z.string()).min(1, refusal("names nothing", "Name something.")).optional(),
  map: z.record(z.string(), z.strictObject({ size: z.number() })).optional(),
  rights: z
    .partialRecord(z.enum(["push", "pull"]), z.array(z.string()))
    .readonly()
    .optional(),
  oneOrMany: z.union([z.strictObject({ a: z.string() }), z.array(z.strictObject({ a: z.string() }))]).optional(),
  kind: z
    .discriminatedUnion("is", [
      z.strictObject({ is: z.literal("logs"), folder: z.string() }),
      z.strictObject({ is: z.literal("athena"), table: z.string() }),
    ])
    .optional(),
});
const ID = "111111111111";

const CASES: readonly (readonly [
  name: string,
  value: unknown,
  problems: readonly (readonly [string, string, string])[],
])[] = [
  ["another kind of value", [], [["f", "is a list, not an object", 'Write { "name": value, … }.']]],
  [
    "what is missing",
    { list: undefined, kind: { is: "logs" } },
    [
      ["f: id", "is missing", 'Write a text: "…".'],
      ["f: kind.folder", "is missing", 'Write a text: "…".'],
    ],
  ],
  [
    "a text of another form, cut where it is long",
    { id: "x".repeat(300) },
    [["f: id", `"${"x".repeat(200)}…" is not an account id`, "Write 12 digits."]],
  ],
  [
    "values of another kind, and out of bounds",
    { id: ID, name: " ", count: 1.5, on: "yes", mode: "cpy", list: [] },
    [
      ["f: name", "is empty", 'Write a text: "…".'],
      ["f: count", "is a number, not a whole number", "Write a whole number, without quotes."],
      ["f: on", "is a text, not true or false", "Write true or false, without quotes."],
      ["f: mode", '"cpy" is not one of its values', "Did you mean copy? Write one of: copy, compare."],
      ["f: list", "names nothing", "Name something."],
    ],
  ],
  ["a number that is too large", { id: ID, count: 10 }, [["f: count", "is 10, not at most 9", "Write at most 9."]]],
  [
    "a choice that is not a text",
    { id: ID, mode: 5 },
    [["f: mode", "is a number, not one of its values", "Write one of: copy, compare."]],
  ],
  [
    "names that are not known",
    { id: ID, lst: [], everything: true },
    [
      ["f: lst", "is not known here", `Did you mean list? Known are ${Object.keys(SCHEMA.shape).join(", ")}.`],
      ["f: everything", "is not known here", `Known are ${Object.keys(SCHEMA.shape).join(", ")}.`],
    ],
  ],
  [
    "what stands in maps, under any key",
    { id: ID, map: { constructor: { size: "1" }, "a/b": { sze: 1, size: 1 } }, rights: { pul: [], push: [1] } },
    [
      ['f: map["constructor"].size', "is a text, not a number", "Write a number, without quotes."],
      ['f: map["a/b"].sze', "is not known here", "Did you mean size? Known are size."],
      ['f: rights["push"][0]', "is a number, not a text", 'Write a text: "…".'],
      ['f: rights["pul"]', "is not known here", "Did you mean pull? Known are push, pull."],
    ],
  ],
  [
    "one of several kinds: the kind that was meant",
    { id: ID, oneOrMany: [{ a: 1 }] },
    [["f: oneOrMany[0].a", "is a number, not a text", 'Write a text: "…".']],
  ],
  [
    "none of several kinds",
    { id: ID, oneOrMany: "a" },
    [["f: oneOrMany", "is a text, not an object or a list", 'Write { "name": value, … }.']],
  ],
  [
    "a kind that is not known",
    { id: ID, kind: { is: "athen", table: "t" } },
    [["f: kind.is", '"athen" is not one of its values', "Did you mean athena? Write one of: logs, athena."]],
  ],
  [
    "a kind without its name",
    { id: ID, kind: { table: "t" } },
    [["f: kind.is", "is missing", "Write one of: logs, athena."]],
  ],
];

describe("reading by a schema", () => {
  it("gives what the schema makes of a value", () => {
    expect(readBySchema(SCHEMA, { id: ID, list: ["x"] }, "f")).to.deep.equal({ id: ID, list: ["x"] });
  });

  for (const [name, value, problems] of CASES) {
    it(`refuses ${name}`, () => {
      const error = refusalOf(() => readBySchema(SCHEMA, value, "f"));
      expect(error.problems.map(({ path, message, hint }) => [path, message, hint])).to.deep.equal(problems);
    });
  }
});
