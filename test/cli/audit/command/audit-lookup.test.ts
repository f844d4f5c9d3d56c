import { existsSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { askCloudTrail } from "../../../../cli/audit";
import type { CloudTrailEvent } from "../../../../cli/audit/cloudtrail-event";
import { OwnedProcess } from "../../../support/owned-process";
import { KEY as KEY_ARN } from "../fixtures/calls";
import { EVENTS } from "../fixtures/events";
import { FakeCloudTrail } from "../lookup/fake-cloudtrail";
import { writeLogs } from "./write-logs";

const COMMAND = join(__dirname, "..", "..", "..", "..", "cli", "bin", "ecr-kms.js");
const HUB = "111122223333";
const DAY_MS = 86_400_000;

/** The events of the fixtures, as if the last one had happened yesterday: LookupEvents knows 90 days. */
function recent(events: readonly CloudTrailEvent[]): readonly CloudTrailEvent[] {
  const last = Math.max(...events.map(({ eventTime }) => Date.parse(eventTime)));
  const days = Math.floor((Date.now() - last) / DAY_MS) - 1;
  return events.map((event) => ({
    ...event,
    eventTime: new Date(Date.parse(event.eventTime) + days * DAY_MS).toISOString().replace(".000", ""),
  }));
}

describe("ecr-kms audit --lookup-events", function () {
  const fake = new FakeCloudTrail();
  const events = recent(EVENTS);
  let folder: string;
  let env: NodeJS.ProcessEnv;

  before(async () => {
    const endpoint = await fake.start();
    folder = realpathSync(mkdtempSync(join(tmpdir(), "ecr-kms-lookup-test-")));
    writeLogs(join(folder, "logs"), events);
    env = {
      PATH: process.env["PATH"],
      HOME: folder,
      NO_COLOR: "1",
      AWS_ENDPOINT_URL: endpoint,
      AWS_REGION: "us-east-1",
      AWS_ACCESS_KEY_ID: `AKIA${HUB}`,
      AWS_SECRET_ACCESS_KEY: "secret",
      AWS_EC2_METADATA_DISABLED: "true",
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
    };
  });
  after(async () => {
    await fake.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(() => {
    fake.reset();
    fake.put(HUB, "us-east-1", events);
  });

  const start = (...words: readonly string[]): OwnedProcess =>
    new OwnedProcess(process.execPath, [COMMAND, "audit", ...words], { cwd: folder, env });
  const audit = (...words: readonly string[]) => start(...words).ended;
  const rowsOf = async (): Promise<unknown[]> => {
    const found = await askCloudTrail({ question: "pulls" }, { logs: join(folder, "logs") });
    const rows: unknown[] = [];
    for await (const row of found.rows()) rows.push(row);
    return rows;
  };

  it("answers as the logs do, also after a kill in the middle, and then removes the file it went on from", async () => {
    fake.pageSize = 15;
    const words = ["pulls", "--lookup-events", "--resume", "pulls.resume", "-f", "json", "-o", "pulls.json"];
    const first = start(...words);
    fake.onAnswered = (number) => {
      if (number === 3) first.signal("SIGKILL");
    };
    expect((await first.ended).code).to.equal(undefined);
    expect(readdirSync(folder).sort()).to.deep.equal(["logs", "pulls.resume"]);
    const asked = fake.asked.map(({ attribute, token }) => `${attribute} ${token}`);

    fake.onAnswered = () => undefined;
    expect(await audit(...words)).to.deep.equal({ code: 0, stdout: "", stderr: "" });
    const answer = JSON.parse(readFileSync(join(folder, "pulls.json"), "utf8")) as { rows: unknown[] };
    expect(answer.rows).to.deep.equal(await rowsOf());
    expect(answer.rows.length).to.be.above(10);
    expect(existsSync(join(folder, "pulls.resume"))).to.equal(false);
    // The answer on its way at the kill may be asked for again, and no other.
    const again = fake.asked
      .slice(asked.length)
      .filter(({ attribute, token }) => asked.includes(`${attribute} ${token}`));
    expect(again.length).to.be.at.most(2);
  });

  it("keeps the file when that is wanted: another format then asks CloudTrail nothing", async () => {
    const words = ["changes", "--lookup-events", "--key", KEY_ARN, "--resume", "kept", "--keep-resume"];
    const { code } = await audit(...words, "-o", "changes.txt");
    expect(code).to.equal(0);
    const count = fake.asked.length;
    expect(count).to.be.above(0);
    expect((await audit(...words, "-f", "csv")).code).to.equal(0);
    expect(fake.asked.length).to.equal(count);
  });

  it("says what is refused, where and how to go on, and leaves no answer", async () => {
    fake.refuse = () => ({ status: 400, type: "AccessDeniedException", message: "User is not authorized" });
    const { code, stdout, stderr } = await audit(
      "pulls",
      "--lookup-events",
      "--regions",
      "us-east-1,eu-west-1",
      "-o",
      "no",
    );
    expect({ code, stdout }).to.deep.equal({ code: 2, stdout: "" });
    expect(stderr).to.match(/error: CloudTrail in 111122223333, us-east-1: cloudtrail:LookupEvents is denied/);
    expect(stderr).to.match(/error: CloudTrail in 111122223333, eu-west-1: cloudtrail:LookupEvents is denied/);
    expect(stderr).not.to.match(/\n {4}at |AKIA|secret/);
    expect(existsSync(join(folder, "no"))).to.equal(false);
  });

  it("refuses a wrong Region before it asks", async () => {
    const { code, stderr } = await audit("pulls", "--lookup-events", "--regions", "us-east-1,Ireland");
    expect(code).to.equal(2);
    expect(stderr).to.include('--regions "Ireland": is not a Region');
    expect(fake.asked).to.deep.equal([]);
  });

  it("leaves nothing when it is interrupted", async () => {
    fake.refuse = () => ({ status: 400, type: "ThrottlingException" });
    const before = readdirSync(folder);
    const running = start("pulls", "--lookup-events", "-o", "never");
    fake.onAnswered = () => running.signal("SIGINT");
    expect((await running.ended).code).to.equal(undefined);
    expect(readdirSync(folder)).to.deep.equal(before);
  });
});
