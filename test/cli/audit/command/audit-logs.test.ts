import { spawnSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { expect } from "chai";
import type { Answer } from "../../../../cli/audit/answer";
import { answer } from "../../../../cli/audit/engine/answer";
import { makeQuestion } from "../../../../cli/audit/questions/make-question";
import type { QuestionId } from "../../../../cli/audit/question";
import { QUESTIONS } from "../../../../cli/audit/question";
import type { JsonAnswer } from "../../../../cli/audit/report/render-answer";
import { ANSWER_FORMATS, renderAnswer } from "../../../../cli/audit/report/render-answer";
import { askCloudTrail } from "../../../../cli/audit";
import { refusalOfPromise } from "../../../support/thrown";
import { runCli } from "../../support/run-cli";
import { EVENTS } from "../fixtures/events";
import { auditHere } from "./in-process";
import { writeLogs } from "./write-logs";

const COMMAND = join(__dirname, "..", "..", "..", "..", "cli", "bin", "ecr-kms.js");
const TERMINAL = { columns: 120, colors: false };

describe("ecr-kms audit on logs", function () {
  const started = process.cwd();
  let folder: string;
  let files: readonly string[];

  before(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "ecr-kms-audit-test-")));
    files = writeLogs(join(folder, "logs"), EVENTS);
    process.chdir(folder);
  });
  after(() => {
    process.chdir(started);
    rmSync(folder, { recursive: true, force: true });
  });

  const audit = (...words: readonly string[]) => runCli(["audit", ...words], folder);
  const write = (name: string, content: string | Buffer): void => {
    mkdirSync(join(folder, name, ".."), { recursive: true });
    writeFileSync(join(folder, name), content);
  };

  /** The answer from the events themselves, without logs. */
  const expected = async (id: QuestionId): Promise<Answer> => {
    const bytes = files
      .map((file) => readFileSync(join(folder, "logs", file)))
      .map((content) => (content[0] === 0x1f ? gunzipSync(content) : content).length)
      .reduce((sum, length) => sum + length, 0);
    const question = makeQuestion({ id });
    const times = EVENTS.flatMap(question.extract)
      .map(({ time }) => time)
      .sort();
    return answer(question, {
      read: async (_, take) => {
        await take(EVENTS.flatMap(question.extract));
        return {
          name: "logs",
          kind: "logs",
          files: files.length,
          bytes,
          events: EVENTS.length,
          from: times[0] ?? "",
          to: times.at(-1) ?? "",
          skipped: [],
          remarks: [],
        };
      },
    });
  };

  for (const id of QUESTIONS) {
    it(`answers ${id} in every format as the events themselves do`, async () => {
      const wanted = await expected(id);
      expect(wanted.rowCount).to.be.above(2);
      for (const format of ANSWER_FORMATS) {
        const ended = await auditHere(id, "logs", "--format", format, "--output", "answer");
        expect(ended, format).to.deep.equal({ code: 0, stderr: "" });
        const text = await textOf(renderAnswer(format, wanted, TERMINAL));
        expect(readFileSync("answer", "utf8"), format).to.equal(text);
      }
    });
  }

  it("shows on the standard output what it writes to a file", async () => {
    for (const format of ANSWER_FORMATS) {
      await auditHere("pulls", "logs", "--format", format, "--output", "answer");
      const { code, stdout, stderr } = audit("pulls", "logs", "--format", format);
      expect({ code, stderr }, format).to.deep.equal({ code: 0, stderr: "" });
      expect(stdout, format).to.equal(readFileSync("answer", "utf8"));
    }
  });

  it("takes files and folders, and narrows the question", async () => {
    const { code } = await auditHere(
      ...["pulls", "logs/AWSLogs", `logs/${files[0]}`, "--repository", "orders", "--image", "1.4.2"],
      ...[
        "--account",
        "444455556666",
        "--principal",
        "ecs-task",
        "--since",
        "2026-10-02",
        "--until",
        "2026-10-03T00:00Z",
      ],
      ...["--format", "csv", "--output", "answer"],
    );
    expect(code).to.equal(0);
    const [head = "", ...rows] = readFileSync("answer", "utf8").trim().split(/\r?\n/);
    expect(head).to.match(/^time,/);
    expect(rows).to.have.length(1);
    expect(rows[0]).to.match(/^2026-10-02T09:30:00Z,.*sha256:0001/);
  });

  it("shows each event, and no more lines than wanted", async () => {
    const shown = async (...words: readonly string[]): Promise<string> => {
      await auditHere("pushes", "logs", "--output", "answer", ...words);
      return readFileSync("answer", "utf8");
    };
    expect(await shown("--events"))
      .to.include("2026-10-01 09:00:00")
      .and.to.include("2026-10-05 08:00:00");
    expect(await shown("--events", "--limit", "1"))
      .to.include("2026-10-01 09:00:00")
      .and.not.to.include("10-05 08:00");
    expect(await shown("--limit", "1"))
      .to.include("role/ci-push")
      .and.not.to.include("user/alice");
  });

  it("ends with 0 when nothing was found, and with --fail-if-any with 1 when something was", async () => {
    const ended = async (...words: readonly string[]): Promise<number> =>
      (await auditHere("changes", "logs", "--output", "answer", ...words)).code;
    expect(await ended("--until", "2026-01-01")).to.equal(0);
    expect(await ended("--until", "2026-01-01", "--fail-if-any")).to.equal(0);
    expect(await ended("--fail-if-any")).to.equal(1);
    expect(audit("changes", "logs", "--fail-if-any").code).to.equal(1);
  });

  it("writes a file whole, and nothing else", async () => {
    mkdirSync("out");
    expect(await auditHere("denied", "logs", "-f", "html", "-o", "out/denied.html")).to.deep.equal({
      code: 0,
      stderr: "",
    });
    expect(readdirSync("out")).to.deep.equal(["denied.html"]);
    expect(statSync(join("out", "denied.html")).mode & 0o111).to.equal(0);
  });

  it("goes on without files that cannot be read when that is wanted, and names them", async () => {
    write("mixed/good.json", JSON.stringify({ Records: EVENTS }));
    write("mixed/cut.json.gz", gzipSync(JSON.stringify({ Records: EVENTS })).subarray(0, -30));
    const { code } = await auditHere("pulls", "mixed", "--skip-unreadable", "-f", "json", "-o", "answer");
    expect(code).to.equal(0);
    const { source, rowCount } = JSON.parse(readFileSync("answer", "utf8")) as JsonAnswer;
    expect(source.skipped.map(({ path }) => path)).to.deep.equal(["mixed/cut.json.gz"]);
    expect(rowCount).to.equal((await expected("pulls")).rowCount);
  });

  it("refuses what it cannot use: exit code 2, what and how to fix it, no stack trace, no file", async () => {
    write("cut/a/b/cut.json.gz", gzipSync(JSON.stringify({ Records: EVENTS })).subarray(0, -30));
    write("other/notes.json", '{"hello": "world"}');
    write("empty/.keep", "");
    write("precious.txt", "precious");
    symlinkSync(join(folder, "precious.txt"), join(folder, "link.html"));
    const cases: readonly (readonly [readonly string[], readonly RegExp[]])[] = [
      [["pulls"], [/audit: there is nothing to read events from/, /logs\//, /--lookup-events/, /--athena/]],
      [
        ["pull", "logs"],
        [/there is none called "pull"/, /did you mean pulls\?/],
      ],
      [["logs"], [/there is none called "logs"/, /The logs come after it/, /nothing to read/]],
      [["pulls", "logs", "--lookup-events"], [/the logs logs and --lookup-events exclude each other/]],
      [
        ["pulls", "logs", "--resume", "r", "--run"],
        [/--resume: is not for logs/, /--run: is not for logs/],
      ],
      [["pulls", "nowhere"], [/nowhere/]],
      [["pulls", "empty"], [/empty/]],
      [
        ["pulls", "cut"],
        [/cut\/a\/b\/cut\.json\.gz/, /--skip-unreadable/],
      ],
      [["pulls", "other"], [/other\/notes\.json/]],
      [["pulls", "logs", "--output", "link.html"], [/link\.html: is a symbolic link/]],
      [["pulls", "logs", "--output", "no/such/file"], [/the folder .*no\/such does not exist/]],
      [["pulls", "logs", "--format", "xml"], [/'xml' is invalid/]],
      [["pulls", "logs", "--limit", "0"], [/^error: --limit "0": is not a number from 1 up$/m]],
      [
        ["pulls", "logs", "--since", "yesterday"],
        [/--since "yesterday": is neither a date nor a time/, /12h, 30d, 4w/],
      ],
      [
        ["pulls", "logs", "--since", "30x", "--until", "2026-02-30", "--account", "12", "--output", "link.html"],
        [/--since "30x"/, /--until "2026-02-30"/, /--account "12"/, /link\.html/],
      ],
      [["pulls", "logs", "--since", "1d", "--until", "2d"], [/--since/]],
      [["pulls", "logs", "--frobnicate"], [/unknown option '--frobnicate'/]],
    ];
    for (const [words, wanted] of cases) {
      const { code, stderr } = await auditHere("-o", "refused", ...words);
      expect(code, words.join(" ")).to.equal(2);
      for (const part of wanted) expect(stderr, words.join(" ")).to.match(part);
      expect(stderr, words.join(" ")).not.to.match(/\n {4}at |fault of ecr-kms/);
    }
    expect(readFileSync("precious.txt", "utf8")).to.equal("precious");
    expect(readdirSync(".").filter((name) => /refused|part/.test(name))).to.deep.equal([]);
    const { code, stdout, stderr } = audit("pull", "logs");
    expect({ code, stdout, stderr }).to.deep.equal({
      code: 2,
      stdout: "",
      stderr:
        'error: question: there is none called "pull"\n  did you mean pulls? There are pulls, pushes, key-usage, denied, ' +
        "changes. The logs come after it: ecr-kms audit pulls logs/\n",
    });
  });

  it("leaves an older answer as it is when it cannot be answered", async () => {
    write("old.csv", "old");
    expect((await auditHere("pulls", "nowhere", "-f", "csv", "-o", "old.csv")).code).to.equal(2);
    expect(readFileSync(join(folder, "old.csv"), "utf8")).to.equal("old");
  });

  it("ends quietly when its reader has seen enough", () => {
    // A pipe whose reader is gone at once.
    const command = `"${process.execPath}" "${COMMAND}" audit pulls logs -f json; echo "ended with $?" >&2`;
    const { stderr } = spawnSync("sh", ["-c", `{ ${command}; } | true`], { cwd: folder, encoding: "utf8" });
    expect(stderr).to.equal("ended with 0\n");
  });

  it("answers as docs/audit.md shows it", async () => {
    const page = readFileSync(join(__dirname, "..", "..", "..", "..", "docs", "audit.md"), "utf8");
    const blocks = [...page.matchAll(/```text\n\$ ecr-kms audit (.+)\n([^]*?)```/g)];
    expect(blocks).to.have.length(2);
    for (const [, command = "", shown = ""] of blocks) {
      expect((await auditHere(...command.split(" "), "-o", "answer")).code).to.equal(0);
      const lines = readFileSync("answer", "utf8").split(/\r?\n/);
      // The page leaves out other lines, and most of a digest.
      for (const line of shown.trim().split("\n")) {
        expect(lines.map((each) => (command.includes("csv") ? shortened(each) : each))).to.include(line);
      }
    }
  });

  it("shows its help with an example for each source and the exit codes", () => {
    const { code, stdout } = audit("--help");
    expect(code).to.equal(0);
    for (const part of [
      "audit pulls logs/",
      "--lookup-events --profile",
      "--athena --athena-location",
      "Exit codes:",
    ]) {
      expect(stdout).to.include(part);
    }
  });

  describe("as a function", () => {
    it("answers the same", async () => {
      const found = await askCloudTrail({ question: "pushes", since: "2026-10-05" }, { logs: join(folder, "logs") });
      const rows: unknown[] = [];
      for await (const row of found.rows()) rows.push(row);
      expect(rows).to.have.length(found.rowCount);
      await auditHere("pushes", "logs", "--since", "2026-10-05", "-f", "json", "-o", "answer");
      expect(rows).to.deep.equal((JSON.parse(readFileSync("answer", "utf8")) as JsonAnswer).rows);
      found.close?.();
    });

    it("refuses with everything that is wrong", async () => {
      const asked = { question: "pulls", since: "soon", account: "12" } as const;
      const { problems } = await refusalOfPromise(askCloudTrail(asked, { logs: [] }));
      expect(problems.map(({ path }) => path)).to.deep.equal(['account "12"', 'since "soon"']);
    });
  });
});

async function textOf(portions: AsyncIterable<string>): Promise<string> {
  let text = "";
  for await (const portion of portions) text += portion;
  return text;
}

function shortened(line: string): string {
  return line.replace(/sha256:([0-9a-f]{4})[0-9a-f]{60}/g, "sha256:$1…");
}
