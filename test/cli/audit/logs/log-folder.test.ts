import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect } from "chai";
import type { SourceReport } from "../../../../cli/audit/answer";
import type { ReadProgress } from "../../../../cli/audit/event-source";
import { logFolder } from "../../../../cli/audit/logs/log-folder";
import type { LogFolderOptions } from "../../../../cli/audit/logs/log-folder";
import type { Extract, Question } from "../../../../cli/audit/question";
import { makeQuestion } from "../../../../cli/audit/questions/make-question";
import { InputError } from "../../../../cli/toolkit/input-error";
import { anEvent, aQuestion } from "./a-question";

describe("a folder of logs", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "ecr-kms-logs-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function put(name: string, content: string | Buffer): string {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    return file;
  }

  const log = (...numbers: readonly number[]) => JSON.stringify({ Records: numbers.map((number) => anEvent(number)) });

  async function read(
    paths: readonly string[] = [folder],
    options: Partial<LogFolderOptions> = {},
    question: Question = aQuestion(),
  ): Promise<{
    readonly ids: readonly string[];
    readonly report: SourceReport;
    readonly last: ReadProgress | undefined;
  }> {
    const extracts: Extract[] = [];
    let last: ReadProgress | undefined;
    const report = await logFolder(paths, { skipUnreadable: false, threads: 0, ...options }).read(
      question,
      (more) => {
        extracts.push(...more);
      },
      (reached) => (last = reached),
    );
    return { ids: extracts.map(({ eventId }) => eventId).sort(), report, last };
  }

  async function refusal(paths?: readonly string[], options?: Partial<LogFolderOptions>): Promise<readonly string[]> {
    try {
      await read(paths, options);
    } catch (error) {
      if (!InputError.is(error)) throw error;
      return error.problems.map(({ path, message }) => `${path.replace(folder, "")}: ${message}`);
    }
    throw new Error("nothing was refused");
  }

  it("reads what is in it, packed or not, at any depth, and nothing else", async () => {
    put("AWSLogs/o-1/111111111111/CloudTrail/us-east-1/2026/11/01/a.json.gz", gzipSync(log(1, 2)));
    put("deep/er/b.json", log(3));
    put("packed-without-saying.json", gzipSync(log(4)));
    put("unpacked-on-its-way.json.gz", log(5));
    put("in-two-parts.json.gz", Buffer.concat([gzipSync(log(6).slice(0, 50)), gzipSync(log(6).slice(50))]));
    put("pretty.json", JSON.stringify({ Records: [anEvent(7)] }, null, 2));
    put("AWSLogs/o-1/111111111111/CloudTrail-Digest/us-east-1/d.json.gz", gzipSync("{}"));
    put("1_CloudTrail-Digest_us-east-1.json.gz", "no log");
    put("README.md", "no log");
    put("events.json.txt", "no log");
    const outside = mkdtempSync(join(tmpdir(), "ecr-kms-outside-"));
    writeFileSync(join(outside, "z.json"), log(99));
    symlinkSync(outside, join(folder, "link"));
    symlinkSync(folder, join(folder, "circle"));
    const { ids, report, last } = await read();
    rmSync(outside, { recursive: true });
    const bytes = [[1, 2], [3], [4], [5], [6]].reduce((sum, numbers) => sum + log(...numbers).length, 0);
    const pretty = JSON.stringify({ Records: [anEvent(7)] }, null, 2).length;
    expect(ids).to.deep.equal([1, 2, 3, 4, 5, 6, 7].map((number) => `id-00000${number}`));
    expect(report).to.deep.equal({
      name: folder,
      kind: "logs",
      files: 6,
      bytes: bytes + pretty,
      events: 7,
      from: "2026-11-01T00:01:00Z",
      to: "2026-11-01T00:07:00Z",
      skipped: [],
      remarks: ["2 symbolic links were not followed."],
    });
    expect(last?.done).to.be.greaterThan(0).and.equal(last?.total);
  });

  it("reads files that are named, and a folder through a link that is named", async () => {
    const file = put("a/b.json", log(1));
    put("a/c.json", log(2));
    symlinkSync(join(folder, "a"), join(folder, "link"));
    expect((await read([file, file])).ids).to.deep.equal(["id-000001"]);
    expect((await read([`${join(folder, "link")}/`])).ids).to.deep.equal(["id-000001", "id-000002"]);
  });

  it("reads a log of any size in pieces", async () => {
    const padding = "x".repeat(10_000);
    const events = Array.from({ length: 1000 }, (_, number) => anEvent(number, { padding }));
    const text = JSON.stringify({ Records: events });
    put("large.json.gz", gzipSync(text));
    put("large.json", text);
    const { ids, report } = await read();
    expect(report.events).to.equal(2000);
    expect(report.bytes).to.equal(2 * text.length);
    expect(new Set(ids).size).to.equal(1000);
    expect(ids).to.have.length(2000);
  });

  it("says which files cannot be read and why, all of them", async () => {
    const packed = gzipSync(log(1, 2, 3));
    put("a-cut.json.gz", packed.subarray(0, packed.length - 20));
    put("b-damaged.json.gz", Buffer.from(packed).fill(0xff, 30, 60));
    put("c-checksum.json.gz", Buffer.from(packed).fill(0, packed.length - 8, packed.length - 4));
    put("d-empty.json", "");
    put("e-empty.json.gz", gzipSync(""));
    put("f-other.json", '{"hello":"world"}');
    put("g-lines.json", `${JSON.stringify(anEvent(1))}\n${JSON.stringify(anEvent(2))}\n`);
    put("h-cut.json", log(1, 2).slice(0, -30));
    put("i-good.json", log(1));
    expect(await refusal()).to.deep.equal([
      "/a-cut.json.gz: was cut off: its gzip stops in the middle",
      "/b-damaged.json.gz: is damaged: its gzip cannot be unpacked",
      "/c-checksum.json.gz: is damaged: its gzip cannot be unpacked",
      "/d-empty.json: is empty",
      "/e-empty.json.gz: is empty",
      "/f-other.json: is JSON without a list Records: no log of CloudTrail",
      "/g-lines.json: goes on after its end",
      "/h-cut.json: ends in the middle: it was cut off",
    ]);
    const { ids, report } = await read([folder], { skipUnreadable: true });
    expect(ids).to.deep.equal(["id-000001"]);
    expect(report.skipped.map(({ path }) => path.slice(folder.length + 1, folder.length + 2)).join("")).to.equal(
      "abcdefgh",
    );
    expect([report.files, report.events, report.bytes]).to.deep.equal([1, 1, log(1).length]);
  });

  it("counts nothing of a large file that turns out to be cut off", async () => {
    const padding = "x".repeat(10_000);
    const text = JSON.stringify({ Records: Array.from({ length: 1000 }, (_, number) => anEvent(number, { padding })) });
    put("good.json", log(1));
    put("large.json", text.slice(0, -100));
    const packed = gzipSync(text);
    put("large.json.gz", packed.subarray(0, packed.length - 100));
    const { ids, report } = await read([folder], { skipUnreadable: true });
    expect(ids).to.deep.equal(["id-000001"]);
    expect(report.events).to.equal(1);
    expect(report.skipped.map(({ message }) => message)).to.deep.equal([
      "ends in the middle: it was cut off",
      "was cut off: its gzip stops in the middle",
    ]);
    expect(await refusal()).to.have.length(2);
  });

  it("refuses when there is nothing to read, also when unreadable files are skipped", async () => {
    mkdirSync(join(folder, "empty"));
    put("note.txt", "no log");
    put("1_CloudTrail-Digest_us-east-1.json.gz", "no log");
    const named = ["empty", "nowhere", "note.txt", "1_CloudTrail-Digest_us-east-1.json.gz"].map((name) =>
      join(folder, name),
    );
    const expected = [
      "/1_CloudTrail-Digest_us-east-1.json.gz: is a digest of CloudTrail, which has no events",
      "/empty: there are no CloudTrail logs in it",
      "/note.txt: is not a .json or .json.gz file",
      "/nowhere: there is no such file or folder",
    ];
    expect(await refusal(named)).to.deep.equal(expected);
    expect(await refusal(named, { skipUnreadable: true })).to.deep.equal(expected);
    expect(await refusal(named.slice(0, 1), { threads: 2 })).to.deep.equal(expected.slice(1, 2));
  });

  it("says that a file or folder is closed to it", async function () {
    if (process.getuid?.() === 0) return this.skip();
    chmodSync(put("closed.json", log(1)), 0);
    mkdirSync(join(folder, "shut"), { mode: 0 });
    expect(await refusal()).to.deep.equal([
      "/closed.json: cannot be read: no permission",
      "/shut: cannot be read: no permission",
    ]);
  });

  it("tolerates events that lack what every event has, and says what that means", async () => {
    const records = [
      anEvent(1, { eventID: undefined }),
      anEvent(2, { eventTime: undefined }),
      anEvent(3, { eventTime: "yesterday" }),
      anEvent(4, { awsRegion: undefined }),
      anEvent(5, {
        eventSource: undefined,
        insightDetails: { eventSource: "ecr.amazonaws.com", eventName: "BatchGetImage" },
      }),
    ];
    put("a.json", JSON.stringify({ Records: records }));
    const { ids, report } = await read();
    expect(ids).to.deep.equal(["", "id-000004"]);
    expect(report.remarks).to.deep.equal([
      "2 events that may matter have no valid eventTime, and are left out.",
      "1 event has no eventID: if the logs hold copies of them, each copy counts.",
    ]);
  });

  it("finds the same in threads", async () => {
    const question = makeQuestion({ id: "pulls" });
    const resources = [{ accountId: "111111111111", ARN: "arn:aws:ecr:eu-central-1:111111111111:repository/orders" }];
    const requestParameters = { repositoryName: "orders", registryId: "111111111111", imageIds: [{ imageTag: "1" }] };
    for (let file = 0; file < 150; file++) {
      const events = [1, 2].map((number) => anEvent(file * 2 + number, { resources, requestParameters }));
      put(`${file}.json.gz`, gzipSync(JSON.stringify({ Records: events })));
    }
    put("cut.json", log(1).slice(0, -1));
    const alone = await read([folder], { skipUnreadable: true }, question);
    const together = await read([folder], { skipUnreadable: true, threads: 2 }, question);
    expect(alone.ids).to.have.length(300);
    expect(together).to.deep.equal(alone);
    expect(await refusal([folder], { threads: 2 })).to.deep.equal(["/cut.json: ends in the middle: it was cut off"]);
  });

  it("passes on what goes wrong with what it hands on", async () => {
    put("a.json", log(1));
    for (const threads of [0, 1]) {
      const source = logFolder([folder], { skipUnreadable: true, threads });
      const fails = () => {
        throw new Error("no space");
      };
      const question = threads === 0 ? aQuestion() : makeQuestion({ id: "pulls" });
      const requestParameters = { repositoryName: "orders", imageIds: [{ imageTag: "1" }] };
      put("b.json", JSON.stringify({ Records: [anEvent(1, { requestParameters })] }));
      const error = await source.read(question, fails, () => undefined).catch((reason: unknown) => reason);
      expect(error).to.have.property("message", "no space");
    }
  });
});
