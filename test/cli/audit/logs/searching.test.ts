import { expect } from "chai";
import fc from "fast-check";
import { NeedleSearch } from "../../../../cli/audit/logs/needle-search";
import { emptyTally } from "../../../../cli/audit/logs/read-tally";
import { recordExtracts } from "../../../../cli/audit/logs/log-reader";
import { RecordScanner } from "../../../../cli/audit/logs/record-scanner";
import type { CloudTrailEvent } from "../../../../cli/audit/cloudtrail-event";
import type { Extract, Question } from "../../../../cli/audit/question";
import { anEvent, aQuestion } from "./a-question";

/** What the search finds in a log that comes in pieces. */
function searched(question: Question, log: Buffer, cuts: readonly number[] = []): readonly Extract[] {
  const found: Extract[] = [];
  const search = new NeedleSearch(question.needles);
  const scanner = new RecordScanner((bytes, start, end) => {
    if (!search.matches(bytes, start, end)) return;
    found.push(...recordExtracts(question, bytes.toString("utf8", start, end), emptyTally()));
  });
  let from = 0;
  for (const cut of [...new Set([...cuts.map((each) => each % (log.length + 1)), log.length])].sort((a, b) => a - b)) {
    scanner.push(log.subarray(from, cut));
    from = cut;
  }
  scanner.end();
  return found;
}

/** What parsing everything finds: what is true. */
function parsed(question: Question, log: Buffer): readonly Extract[] {
  const { Records } = JSON.parse(log.toString().replace(/^\uFEFF/, "")) as { Records: CloudTrailEvent[] };
  return Records.flatMap((event) => (typeof event.eventSource === "string" ? question.extract(event) : []));
}

const HOSTILE = [
  '{"eventVersion":"1.09","eventSource":"ecr.amazonaws.com","eventName":"BatchGetImage"}',
  '},{"eventVersion":"1.09"',
  "]}",
  "\\",
  '\\"',
  "\u2028 é 日本 \u0000",
  "ecr.amazonaws.com",
  "BatchGetImage",
  "a/b:é",
  "https://example.com/a/b",
  "{[",
];
const text = fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ maxLength: 12 }));
const nested = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    text,
    fc.integer(),
    fc.constant(null),
    fc.boolean(),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom("eventVersion", "Records", "eventSource", "x", "}"), tie("value"), { maxKeys: 3 }),
    // A whole event inside of another one is none of this log.
    fc.constant(anEvent(7)),
    fc.constant([{ x: 1 }, anEvent(8), anEvent(9)]),
  ),
})).value;

const event = fc
  .record({
    number: fc.nat(1000),
    eventSource: fc.constantFrom(
      "ecr.amazonaws.com",
      "ecr.amazonaws.com",
      "kms.amazonaws.com",
      "ecr-public.amazonaws.com",
    ),
    eventName: fc.constantFrom("BatchGetImage", "PutImage", "PutImageScanningConfiguration", "Decrypt"),
    who: fc.oneof(text, fc.constant("a/b:é")),
    requestParameters: nested,
    responseElements: nested,
    order: fc.infiniteStream(fc.nat(100)),
  })
  .map(({ number, order, ...changes }) => {
    const entries = Object.entries(anEvent(number, changes)).map((entry) => ({
      entry,
      place: order.next().value as number,
    }));
    return Object.fromEntries(entries.sort((one, other) => one.place - other.place).map(({ entry }) => entry));
  });

/** JSON of a value as anybody may write it: white space and escapes by chance. */
function written(value: unknown, chance: () => number): string {
  const space = () => ["", "", "", " ", "\n  ", "\t", "\r\n"][chance() % 7] as string;
  if (Array.isArray(value)) {
    return `[${space()}${value.map((each) => written(each, chance)).join(`${space()},${space()}`)}${space()}]`;
  }
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).map(
      ([name, each]) => `${quoted(name, chance)}${space()}:${space()}${written(each, chance)}`,
    );
    return `{${space()}${entries.join(`${space()},${space()}`)}${space()}}`;
  }
  return typeof value === "string" ? quoted(value, chance) : JSON.stringify(value);
}

function quoted(value: string, chance: () => number): string {
  const isPlain = chance() % 4 > 0;
  return JSON.stringify(value).replaceAll(/(\\u....|\\.)|[^"\\]/gu, (character, escape: string | undefined) => {
    if (escape !== undefined || isPlain || character.length > 1 || chance() % 3 > 0) return character;
    if (character === "/") return "\\/";
    const code = character.charCodeAt(0).toString(16).padStart(4, "0");
    return `\\u${chance() % 2 === 0 ? code : code.toUpperCase()}`;
  });
}

const log = fc
  .record({
    events: fc.array(event, { maxLength: 6 }),
    before: fc.option(nested),
    behind: fc.option(nested),
    chances: fc.infiniteStream(fc.nat(1000)),
    mark: fc.boolean(),
  })
  .map(({ events, before, behind, chances, mark }) => {
    const whole = { ...(before === null ? {} : { before }), Records: events, ...(behind === null ? {} : { behind }) };
    return Buffer.from(`${mark ? "\uFEFF" : ""}${written(whole, () => chances.next().value as number)}`);
  });

describe("searching logs", () => {
  it("finds exactly what parsing the whole finds, however a log is written and wherever it is cut", () => {
    fc.assert(
      fc.property(log, fc.array(fc.nat(), { maxLength: 8 }), (bytes, cuts) => {
        const question = aQuestion();
        expect(searched(question, bytes, cuts)).to.deep.equal(parsed(question, bytes));
      }),
      { numRuns: 300 },
    );
  });

  it("finds the same when a log comes byte by byte", () => {
    const bytes = Buffer.from(
      JSON.stringify({ x: [{ Records: [] }, "]}"], Records: [anEvent(1), anEvent(2, { who: 'é"\\' })] }),
    );
    const question = aQuestion();
    expect(searched(question, bytes, Array.from(bytes.keys()))).to.deep.equal(parsed(question, bytes));
    expect(parsed(question, bytes)).to.have.length(2);
  });

  it("does not parse what has none of the texts", () => {
    const question = aQuestion();
    const other = '{"eventSource":"s3.amazonaws.com","eventName":"BatchGetImage","broken":tru}';
    const wanted = JSON.stringify(anEvent(1));
    expect(searched(question, Buffer.from(`{"Records":[${other},${wanted},${other}]}`))).to.have.length(1);
  });

  for (const [name, needles, expected] of [
    ["nothing is wanted", [], 0],
    ["nothing is known of what is wanted", [[]], 3],
    ["an empty text", [[""]], 3],
    ["a text and an empty one", [["", "BatchGetImage"]], 2],
    ["lists that overlap", [["BatchGetImage", "role-1"], ["role-1"], ["PutImage", "ecr.amazonaws.com"]], 2],
    ["texts that never come", [["BatchGetImage", "nowhere"], ["nowhere"]], 0],
  ] as const) {
    it(`looks for lists of texts: ${name}`, () => {
      const bytes = Buffer.from(
        JSON.stringify({ Records: [anEvent(1), anEvent(2), anEvent(3, { eventName: "PutImage" })] }),
      );
      expect(searched(aQuestion({ needles }), bytes)).to.have.length(expected);
    });
  }

  for (const [name, content, message] of [
    ["nothing", "", "is empty"],
    ["white space", " \n", "is not JSON as CloudTrail delivers it"],
    ["text", "Records", "is not JSON as CloudTrail delivers it"],
    ["an event a line", `[${JSON.stringify(anEvent(1))}]`, "is not JSON as CloudTrail delivers it"],
    ["other JSON", '{"Events":[{"a":1}],"b":2}', "is JSON without a list Records: no log of CloudTrail"],
    ["one event", JSON.stringify(anEvent(1)), "is JSON without a list Records: no log of CloudTrail"],
    ["Records of another kind", '{"Records":{"a":1}}', "has Records that are not a list: no log of CloudTrail"],
    ["Records of texts", '{"Records":["a"]}', "has something in its list Records that is not an event"],
    ["a list that is cut off", '{"Records":[{"a":1},', "ends in the middle: it was cut off"],
    ["an event that is cut off", '{"Records":[{"a":"}]}', "ends in the middle: it was cut off"],
    ["a key that is cut off", '{"Reco', "ends in the middle: it was cut off"],
    ["more behind the end", '{"Records":[]}{"Records":[]}', "goes on after its end"],
    ["no colon", '{"Records"[]}', "is not valid JSON"],
    ["no key", "{1:2}", "is not valid JSON"],
    ["no value", '{"a":,"Records":[]}', "is not valid JSON"],
    ["two values", '{"a":1 "b":2,"Records":[]}', "is not valid JSON"],
    [
      "an event that is wanted and broken",
      '{"Records":[{"eventSource":"ecr.amazonaws.com BatchGetImage",}]}',
      "has an event that is not valid JSON",
    ],
  ] as const) {
    it(`says what is wrong with ${name}`, () => {
      for (const cuts of [[], Array.from({ length: content.length }, (_, index) => index)]) {
        expect(() => searched(aQuestion(), Buffer.from(content), cuts)).to.throw(message);
      }
    });
  }

  for (const content of [
    '{"Records":[]}',
    ' { "a" : true , "Records" : [ ] }\n',
    '{"a":{"b":[1]},"c":"]","Records":[],"d":1.5e3}',
  ]) {
    it(`takes a log without events: ${content.trim()}`, () => {
      expect(searched(aQuestion(), Buffer.from(content))).to.deep.equal([]);
    });
  }
});
