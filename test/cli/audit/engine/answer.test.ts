import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import fc from "fast-check";
import type { Answer, SourceReport } from "../../../../cli/audit/answer";
import { answer } from "../../../../cli/audit/engine/answer";
import { ExtractStore } from "../../../../cli/audit/engine/extract-store";
import { GroupCounter } from "../../../../cli/audit/engine/group-counter";
import { packedLine, packLines, unpack, unpackedLine } from "../../../../cli/audit/engine/packed-extracts";
import type { EventSource } from "../../../../cli/audit/event-source";
import type { Extract, Row } from "../../../../cli/audit/question";
import { compareExtracts } from "../../../../cli/audit/questions/compare-extracts";
import { InputError } from "../../../../cli/toolkit/input-error";
import { aQuestion } from "../logs/a-question";

const REPORT: SourceReport = { name: "made up", kind: "logs", skipped: [], remarks: [] };

function extractOf(number: number, changes: Partial<Extract> = {}): Extract {
  const time = new Date(Date.UTC(2026, 10, 2) + number * 60_000).toISOString().replace(".000Z", "Z");
  const eventId = `id-${String(number).padStart(7, "0")}`;
  return { time, eventId, kind: "manifest", values: { who: `role-${number % 3}`, number }, ...changes };
}

/** A source that hands on portions as they are. */
function sourceOf(portions: readonly (readonly Extract[])[], isPacked = false): EventSource {
  return {
    read: async (_, take) => {
      for (const portion of portions) await take(portion);
      return REPORT;
    },
    ...(isPacked
      ? {
          readPacked: async (_, take) => {
            for (const portion of portions) await take(packLines(portion.map(packedLine)));
            return REPORT;
          },
        }
      : {}),
  };
}

async function rowsOf(found: Answer): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for await (const row of found.rows()) rows.push(row);
  return rows;
}

const asTheyAre = aQuestion({
  rows:
    () =>
    ({ eventId, values }) => [{ ...values, eventId }],
});

describe("answering a question", () => {
  const temporary = mkdtempSync(join(tmpdir(), "ecr-kms-engine-"));
  const before = process.env["TMPDIR"];
  beforeEach(() => {
    process.env["TMPDIR"] = temporary;
  });
  afterEach(() => {
    if (before === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = before;
    expect(
      readdirSync(temporary).filter((name) => name.startsWith("ecr-kms-audit-")),
      "left behind",
    ).to.deep.equal([]);
  });
  after(() => {
    rmSync(temporary, { recursive: true });
  });

  it("counts rows by what is asked for, and when they were", async () => {
    const pushed = extractOf(0, { kind: "PutImage" });
    const extracts = [
      extractOf(3),
      extractOf(61),
      extractOf(1),
      extractOf(1, { eventId: "other" }),
      pushed,
      extractOf(4),
    ];
    const question = aQuestion();
    const found = await answer(question, sourceOf([extracts]));
    const time = (number: number) => extractOf(number).time;
    expect({ ...found, rows: undefined, close: undefined }).to.deep.equal({
      question,
      source: REPORT,
      groups: [
        { values: { who: "role-1" }, count: 4, first: time(1), last: time(61) },
        { values: { who: "role-0" }, count: 1, first: time(3), last: time(3) },
      ],
      timeline: {
        from: "2026-11-02T00:00:00Z",
        to: "2026-11-02T02:00:00Z",
        step: 3600,
        lines: [
          { name: "role-1", counts: [3, 1] },
          { name: "role-0", counts: [1, 0] },
        ],
      },
      rowCount: 5,
      rows: undefined,
      close: undefined,
    });
    const rows = [1, 1, 3, 4, 61].map((number) => ({ time: time(number), who: `role-${number % 3}` }));
    expect(await rowsOf(found)).to.deep.equal(rows);
    expect(await rowsOf(found)).to.deep.equal(rows);
    found.close?.();
  });

  it("says what was asked for when there is nothing", async () => {
    const asked = { id: "pulls", since: "2026-10-01T00:00:00Z" } as const;
    const { groups, timeline, rowCount, close } = await answer(aQuestion({ asked }), sourceOf([[]]));
    expect({ groups, timeline, rowCount }).to.deep.equal({
      groups: [],
      timeline: { from: "2026-10-01T00:00:00Z", to: "", step: 3600, lines: [] },
      rowCount: 0,
    });
    close?.();
  });

  it("leaves out copies of an event, unless it has no id", async () => {
    const twice = [extractOf(1), extractOf(1)];
    const otherValues = extractOf(1, { values: { who: "role-1", number: 2 } });
    const otherKind = extractOf(1, { kind: "layer" });
    const nameless = extractOf(2, { eventId: "" });
    for (const memoryLimit of [1, 1e6]) {
      const source = sourceOf([
        [...twice, otherValues, otherKind, nameless],
        [nameless, ...twice],
      ]);
      const found = await answer(asTheyAre, source, { memoryLimit });
      expect(found.rowCount).to.equal(5);
      found.close?.();
    }
  });

  it("gives the same in order, whatever fits into memory, however it comes", async () => {
    const values = fc.dictionary(
      fc.string(),
      fc.oneof(fc.string({ unit: "binary" }), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constant(null)),
    );
    const extract = fc
      .record({ number: fc.nat(20), kind: fc.constantFrom("push", "manifest", "layer"), values })
      .map(({ number, ...others }) => extractOf(number, others));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(extract, { maxLength: 12 }), { maxLength: 5 }),
        fc.constantFrom(1, 300, 1e6),
        fc.boolean(),
        async (portions, memoryLimit, isPacked) => {
          const found = await answer(asTheyAre, sourceOf(portions, isPacked), { memoryLimit });
          const unique = new Map(portions.flat().map((each) => [packedLine(each), each]));
          const expected = [...unique.values()].sort(
            (one, other) => compareExtracts(one, other) || (packedLine(one) < packedLine(other) ? -1 : 1),
          );
          const rows = await rowsOf(found);
          found.close?.();
          const asRow = ({ eventId, values }: Extract) => ({ ...(JSON.parse(JSON.stringify(values)) as Row), eventId });
          expect(rows).to.deep.equal(expected.map(asRow));
        },
      ),
      { numRuns: 60 },
    );
  });

  it("packs and unpacks what JSON can hold", () => {
    const odd = extractOf(1, { values: { a: 'é\n"\\\ud800\u2028', b: null, c: -0.5 } });
    expect(unpackedLine(packedLine(odd))).to.deep.equal(odd);
    expect(unpack(packLines([extractOf(2), odd].map(packedLine)))).to.deep.equal([odd, extractOf(2)]);
  });

  it("puts what is too much into a folder for itself, and removes it", async () => {
    const portions = Array.from({ length: 30 }, (_, portion) =>
      Array.from({ length: 1000 }, (_, index) => extractOf(index * 30 + portion)),
    );
    const found = await answer(asTheyAre, sourceOf(portions, true), { memoryLimit: 200_000 });
    const [made = ""] = readdirSync(temporary);
    const folder = join(temporary, made);
    expect(statSync(folder).mode & 0o777).to.equal(0o700);
    expect(readdirSync(folder).length).to.be.greaterThan(5);
    const numbers = (await rowsOf(found)).map(({ number }) => number);
    expect(numbers).to.deep.equal(Array.from({ length: 30_000 }, (_, index) => index));
    found.close?.();
    expect(existsSync(folder)).to.equal(false);
  });

  it("leaves nothing behind when reading fails", async () => {
    const source: EventSource = {
      read: async (_, take) => {
        await take([extractOf(1)]);
        await take([extractOf(2)]);
        expect(readdirSync(temporary)).to.have.length(1);
        throw new Error("the network is gone");
      },
    };
    const failed = await answer(asTheyAre, source, { memoryLimit: 1 }).catch((error: unknown) => error);
    expect(failed).to.have.property("message", "the network is gone");
  });

  it("says that there is no room for what is too much", () => {
    process.env["TMPDIR"] = join(temporary, "nowhere");
    const store = new ExtractStore(1);
    expect(() => {
      store.add([extractOf(1)]);
    }).to.throw(InputError, "the answer does not fit into memory and cannot be put there: ENOENT");
    store.close();
  });

  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    it(`leaves nothing behind when ${signal} ends it`, async () => {
      const engine = join(__dirname, "../../../../cli/audit/engine/extract-store.ts");
      const program = `const { TemporaryFolder } = require(${JSON.stringify(engine)});
        console.log(new TemporaryFolder().path); setTimeout(() => {}, 60000);`;
      const child = spawn(process.execPath, ["--require", "tsx/cjs", "-e", program], {
        env: { ...process.env, TMPDIR: temporary },
        stdio: ["ignore", "pipe", "inherit"],
      });
      const [path] = (await once(child.stdout, "data")) as [Buffer];
      expect(existsSync(path.toString().trim())).to.equal(true);
      child.kill(signal);
      expect(await once(child, "exit")).to.deep.equal([null, signal]);
    });
  }

  it("refuses more groups than anybody could read", () => {
    const counter = new GroupCounter(aQuestion({ groupBy: ["who", "where"] }), 2);
    counter.add({ who: "a", where: null }, "t1");
    counter.add({ who: "b" }, "t1");
    counter.add({ who: "a" }, "t2");
    expect(() => {
      counter.add({ who: "c", where: null }, "t3");
    }).to.throw(InputError, "question: has more than 2 different answers (who, where)");
    expect(counter.groups()).to.deep.equal([
      { values: { who: "a", where: null }, count: 2, first: "t1", last: "t2" },
      { values: { who: "b", where: null }, count: 1, first: "t1", last: "t1" },
    ]);
  });
});
