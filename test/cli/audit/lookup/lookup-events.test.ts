import {
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { CloudTrailEvent } from "../../../../cli/audit/cloudtrail-event";
import { lookupEvents } from "../../../../cli/audit/lookup/lookup-events";
import type { LookupOptions } from "../../../../cli/audit/lookup/lookup-events";
import { readResumeHeader } from "../../../../cli/audit/lookup/resume-file";
import type { Asked, Extract, Lookup, Question } from "../../../../cli/audit/question";
import type { AwsSession } from "../../../../cli/toolkit/aws/aws-session";
import { refusalOfPromise } from "../../../support/thrown";
import { FakeCloudTrail } from "./fake-cloudtrail";

const HUB = "111111111111";
const SPOKE = "222222222222";
const REGION = "us-east-1";
/** Midday of a day in November. */
const NOW = Date.parse("2026-11-24T12:00:00Z");
const SECOND = 1000;
const DAY = 86_400 * SECOND;

describe("LookupEvents", () => {
  const fake = new FakeCloudTrail();
  let endpoint: string;
  let folder: string;
  let clock: ReturnType<typeof fakeClock>;

  before(async () => {
    endpoint = await fake.start();
  });
  after(() => fake.stop());
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "ecr-kms-lookup-"));
    clock = fakeClock();
    fake.reset();
    fake.now = clock.now;
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const session = (accountId = HUB, region = REGION): AwsSession => ({
    accountId,
    region,
    partition: "aws",
    callerArn: `arn:aws:iam::${accountId}:user/auditor`,
    name: `profile p${accountId.slice(0, 1)}`,
    config: {
      region,
      credentials: () => Promise.resolve({ accessKeyId: `AKIA${accountId}`, secretAccessKey: "secret" }),
      maxAttempts: 5,
      ...{ endpoint },
    },
  });
  const read = async (
    question: Question,
    options: LookupOptions = {},
    sessions: readonly AwsSession[] = [session()],
  ) => {
    const extracts: Extract[] = [];
    const progress: string[] = [];
    const source = lookupEvents(sessions, { clock, ...options });
    const report = await source.read(
      question,
      (portion) => void extracts.push(...portion),
      ({ what, done, unit }) => void progress.push(`${what}: ${done} ${unit}`),
    );
    return { ids: extracts.map(({ eventId }) => eventId), report, progress, source };
  };

  it("reads every page, the most recent first, and says what it is and how far", async () => {
    fake.put(HUB, REGION, pulls(120));
    const { ids, report, progress } = await read(question());
    expect(ids).to.deep.equal(pulls(120).map(({ eventID }) => eventID));
    expect(report).to.deep.equal({
      name: "CloudTrail LookupEvents in 111111111111, us-east-1",
      kind: "lookup-events",
      events: 120,
      from: "2026-11-24T10:00:00Z",
      to: "2026-11-24T11:59:00Z",
      skipped: [],
      remarks: ["LookupEvents knows the management events of the last 90 days, of one account and Region at a time."],
    });
    expect(progress).to.deep.equal([
      "Asking CloudTrail for BatchGetImage in us-east-1, back to 2026-11-24 11:10: 1 pages",
      "Asking CloudTrail for BatchGetImage in us-east-1, back to 2026-11-24 10:20: 2 pages",
      "Asking CloudTrail for BatchGetImage in us-east-1, back to 2026-11-24 10:00: 3 pages",
    ]);
    expect(fake.asked.map(({ attribute, start, end }) => ({ attribute, start, end }))).to.deep.equal(
      Array(3).fill({ attribute: "EventName BatchGetImage", start: (NOW - 90 * DAY) / 1000, end: NOW / 1000 }),
    );
  });

  it("asks for the time of the question: the beginning inclusive, the end exclusive", async () => {
    fake.put(HUB, REGION, pulls(120));
    const { ids, report } = await read(question({ since: "2026-11-24T11:00:00Z", until: "2026-11-24T11:02:00.000Z" }));
    expect(ids).to.deep.equal(["pull-58", "pull-59"]);
    expect(report.from).to.equal("2026-11-24T11:00:00Z");
    expect(report.remarks).to.have.length(1);
  });

  it("says where the answer begins when the question begins before the 90 days", async () => {
    const { report } = await read(question({ since: "2026-01-01T00:00:00Z" }));
    expect(report.remarks.slice(1)).to.deep.equal(["What is asked before 2026-08-26T12:00:00Z is not in the answer."]);
    expect(fake.asked.map(({ start }) => start)).to.deep.equal([Date.parse("2026-08-26T12:00:00Z") / 1000]);
  });

  it("looks for pushes before the time of the question, and for nothing else", async () => {
    const lookups = ["BatchGetImage", "PutImage"].map(named);
    const asked = question({ since: "2026-11-24T00:00:00Z" }, lookups);
    const { report } = await read({ ...asked, readFrom: "2026-08-01T00:00:00Z" });
    expect(
      fake.asked.map(({ attribute, start }) => `${attribute} ${new Date(start * 1000).toISOString()}`),
    ).to.deep.equal([
      "EventName BatchGetImage 2026-11-24T00:00:00.000Z",
      "EventName PutImage 2026-08-26T12:00:00.000Z",
    ]);
    expect(report.remarks.slice(1)).to.deep.equal([
      "Tags that were pushed before 2026-08-26T12:00:00Z have no digest.",
    ]);
  });

  it("refuses times about which LookupEvents knows nothing, before it asks", async () => {
    const cases: readonly [Partial<Asked>, string][] = [
      [
        { until: "2026-01-01T00:00:00Z" },
        "until: 2026-01-01T00:00:00Z is before 2026-08-26T12:00:00Z, and LookupEvents knows the last 90 days only",
      ],
      [{ since: "2026-12-01T00:00:00Z" }, "since: 2026-12-01T00:00:00Z is not before the end, 2026-11-24T12:00:00Z"],
    ];
    for (const [asked, wanted] of cases) {
      const { problems } = await refusalOfPromise(read(question(asked)));
      expect(problems.map(({ path, message }) => `${path}: ${message}`)).to.deep.equal([wanted]);
    }
    expect(fake.asked).to.deep.equal([]);
  });

  it("asks at most twice a second in each account and Region, and in different ones side by side", async () => {
    fake.pageSize = 1;
    const lookups = ["BatchGetImage", "PutImage", "GetDownloadUrlForLayer"].map(named);
    const regions = ["us-east-1", "eu-central-1"];
    for (const account of [HUB, SPOKE]) {
      for (const region of regions) fake.put(account, region, pulls(6));
    }
    const { ids, report } = await read(question({}, lookups), { regions }, [session(HUB), session(SPOKE)]);
    expect(ids).to.have.length(24);
    expect(report.name).to.equal(
      "CloudTrail LookupEvents in 111111111111, us-east-1; 111111111111, eu-central-1; 222222222222, us-east-1; 222222222222, eu-central-1",
    );
    const counts = new Map<string, number>();
    for (const { accountId, region } of fake.asked) {
      counts.set(`${accountId} ${region}`, (counts.get(`${accountId} ${region}`) ?? 0) + 1);
    }
    expect([...counts.values()]).to.deep.equal([8, 8, 8, 8]);
    expect(clock.now() - NOW).to.be.at.least(7 * 500);
    // Four places of eight requests one after another would take 15.5 seconds.
    expect(clock.now() - NOW).to.be.below(8_000);
  });

  it("waits ever longer while it is throttled, and goes on", async () => {
    fake.put(HUB, REGION, pulls(60));
    fake.refuse = (_, number) =>
      number >= 2 && number <= 7 ? { status: 400, type: "ThrottlingException" } : undefined;
    expect((await read(question())).ids).to.have.length(60);
    expect(fake.asked).to.have.length(8);
    const apart = fake.asked.slice(1).map(({ at }, index) => at - (fake.asked[index]?.at ?? 0));
    expect(apart).to.deep.equal([500, 750, 1500, 3000, 6000, 12_000, 22_500]);
  });

  it("asks again when an answer is broken or the connection is cut", async () => {
    fake.put(HUB, REGION, pulls(60));
    fake.refuse = (_, number) =>
      number === 1
        ? { status: 503, type: "ServiceUnavailable" }
        : number === 3
          ? { status: 0, type: "", isCut: true }
          : undefined;
    expect((await read(question())).ids).to.have.length(60);
    expect(fake.asked).to.have.length(4);
  });

  it("gives up on what does not pass", async () => {
    const cases: readonly [string, number, RegExp, number][] = [
      ["ThrottlingException", 400, /slowly: ThrottlingException/, 31],
      ["InternalFailure", 500, /^AWS answered cloudtrail:LookupEvents with InternalFailure/, 7],
      ["AccessDeniedException", 400, /^cloudtrail:LookupEvents is denied \(with profile p1\)/, 1],
      ["ExpiredTokenException", 400, /^the credentials have expired \(with profile p1\)/, 1],
      ["InvalidNextTokenException", 400, /^AWS answered cloudtrail:LookupEvents with InvalidNextTokenException/, 1],
    ];
    for (const [type, status, message, requests] of cases) {
      fake.asked.length = 0;
      fake.refuse = () => ({ status, type });
      const { problems } = await refusalOfPromise(read(question()));
      expect(problems.map(({ path }) => path)).to.deep.equal(["CloudTrail in 111111111111, us-east-1"]);
      expect(problems[0]?.message).to.match(message);
      expect(problems[0]?.hint).to.include("; with `resume` an interrupted run can go on where it was");
      expect(fake.asked.length, type).to.equal(requests);
    }
  });

  it("tells of every account and Region that refuses, once each", async () => {
    fake.put(HUB, REGION, pulls(200));
    fake.refuse = ({ accountId, region }) =>
      accountId === SPOKE || region !== REGION ? { status: 400, type: "AccessDeniedException" } : undefined;
    const lookups = ["BatchGetImage", "PutImage"].map(named);
    const { problems } = await refusalOfPromise(
      read(question({}, lookups), { regions: [REGION, "eu-central-1"] }, [session(HUB), session(SPOKE)]),
    );
    expect(problems.map(({ path }) => path)).to.deep.equal([
      "CloudTrail in 111111111111, eu-central-1",
      "CloudTrail in 222222222222, us-east-1",
      "CloudTrail in 222222222222, eu-central-1",
    ]);
  });

  it("counts events that are not records, and goes on", async () => {
    const broken = pulls(3).map((event, index) => (index === 1 ? { ...event, text: "{" } : event));
    fake.put(HUB, REGION, broken);
    const { ids, report } = await read(question());
    expect(ids).to.deep.equal(["pull-0", "pull-2"]);
    expect(report.remarks.slice(1)).to.deep.equal(["1 event was left out: the text was no record of CloudTrail."]);
  });

  it("refuses a list that CloudTrail does not end, in this run and in one that goes on", async () => {
    fake.put(HUB, REGION, pulls(60));
    fake.isEndless = true;
    const resume = join(folder, "endless.resume");
    for (const [options, requests] of [
      [{}, 2],
      [{ resume }, 2],
      [{ resume }, 1],
    ] as const) {
      fake.asked.length = 0;
      const { problems } = await refusalOfPromise(read(question(), options));
      expect(problems.map(({ path, message }) => `${path}: ${message}`)).to.deep.equal([
        "CloudTrail in 111111111111, us-east-1: AWS does not end the list of cloudtrail:LookupEvents: " +
          "it gave a token for the next page that it had given before",
      ]);
      expect(fake.asked).to.have.length(requests);
    }
  });

  describe("with a token that AWS does not take any more", () => {
    it("asks anew for what is before the last event, and says so", async () => {
      fake.put(HUB, REGION, pulls(120));
      fake.refuse = (_, number) => {
        if (number === 2) fake.expireTokens();
        return undefined;
      };
      const { ids, report } = await read(question());
      expect(new Set(ids)).to.deep.equal(new Set(pulls(120).map(({ eventID }) => eventID)));
      // The event at the seam comes twice.
      expect(ids).to.have.length(121);
      expect(report.remarks.slice(1)).to.deep.equal([
        "CloudTrail did not take its own page token any more for BatchGetImage in us-east-1: " +
          "asked again for what is before 2026-11-24T11:10:00Z; events that came twice are counted once.",
      ]);
    });

    it("ends when that goes on without end", async () => {
      // More events in one second than a page holds: only a token leads past them.
      fake.put(
        HUB,
        REGION,
        pulls(120).map((event) => ({ ...event, eventTime: "2026-11-24T11:00:00Z" })),
      );
      fake.refuse = ({ token }) =>
        token === undefined ? undefined : { status: 400, type: "InvalidNextTokenException", message: "Invalid token" };
      const { problems } = await refusalOfPromise(read(question()));
      expect(problems.map(({ message }) => message)).to.deep.equal([
        "AWS answered cloudtrail:LookupEvents with InvalidNextTokenException: Invalid token",
      ]);
      expect(fake.asked.length).to.be.below(12);
    });
  });

  describe("with a file to resume from", () => {
    const lookups = ["BatchGetImage", "PutImage"].map(named);
    let resume: string;
    beforeEach(() => {
      resume = join(folder, "pulls.resume");
      fake.put(HUB, REGION, pulls(220));
    });
    const interrupted = async (at: number, type = "ExpiredTokenException"): Promise<void> => {
      fake.refuse = (_, number) => (number >= at ? { status: 400, type } : undefined);
      await refusalOfPromise(read(question({}, lookups), { resume }));
      fake.refuse = () => undefined;
      fake.asked.length = 0;
    };

    it("goes on where it was, asks for nothing twice, and has the same answer", async () => {
      const whole = await read(question({}, lookups));
      for (const at of [1, 2, 3, 4, 5, 6]) {
        fake.asked.length = 0;
        await interrupted(at);
        const kept = statSync(resume);
        expect(kept.mode & 0o777).to.equal(0o600);
        clock.advance(5 * 60 * SECOND);
        const { ids, report, source } = await read(question({}, lookups), { resume });
        expect(ids, `interrupted at ${at}`).to.have.length(whole.ids.length);
        expect(new Set(ids)).to.deep.equal(new Set(whole.ids));
        expect(report).to.deep.equal(whole.report);
        expect(fake.asked).to.have.length(6 - (at - 1));
        source.forget();
        expect(existsSync(resume)).to.equal(false);
      }
    });

    it("says how to go on", async () => {
      fake.refuse = () => ({ status: 400, type: "ExpiredTokenException" });
      const { problems } = await refusalOfPromise(read(question(), { resume }));
      expect(problems[0]?.hint)
        .to.match(/^sign in again/)
        .and.include(`; the same command again goes on where this one stopped, from ${resume}`);
    });

    it("asks nothing at all when everything was read already", async () => {
      const first = await read(question(), { resume });
      fake.asked.length = 0;
      expect((await read(question(), { resume })).ids).to.deep.equal(first.ids);
      expect(fake.asked).to.deep.equal([]);
    });

    it("goes on after a kill in the middle of a line", async () => {
      await interrupted(4);
      truncateSync(resume, statSync(resume).size - 7);
      const { ids } = await read(question({}, lookups), { resume });
      expect(new Set(ids).size).to.equal(220);
      expect(ids).to.have.length(220);
      expect(fake.asked.length).to.equal(4);
    });

    it("goes on days later, with tokens that have expired and a window that has moved", async () => {
      fake.put(HUB, REGION, [...pulls(100), ...pulls(60, Date.parse("2026-08-27T12:30:00Z"), "old")]);
      await interrupted(3);
      clock.advance(2 * DAY);
      fake.expireTokens();
      const { ids, report } = await read(question({}, lookups), { resume });
      expect(new Set(ids)).to.deep.equal(new Set(pulls(100).map(({ eventID }) => eventID)));
      expect(report.remarks).to.have.length(2);
      expect(fake.asked.at(-1)?.start).to.be.closeTo((NOW + 2 * DAY - 90 * DAY) / 1000, 5);
    });

    it("knows when the first run began", async () => {
      expect(readResumeHeader(resume)).to.equal(undefined);
      await interrupted(2);
      expect(readResumeHeader(resume)).to.include({ startedAt: NOW, title: "Who pulled" });
    });

    it("refuses a file of another question, time or place, and leaves it as it is", async () => {
      await interrupted(4);
      const before = readFileSync(resume, "utf8");
      const otherRun = "belongs to a run with other accounts, Regions or options, or of another version of ecr-kms";
      const cases: readonly [Question, readonly AwsSession[], string][] = [
        [
          { ...question({ id: "pushes" }, lookups), title: "Who pushed" },
          [session()],
          'belongs to another question: "Who pulled"; this is "Who pushed"',
        ],
        [question({ since: "2026-11-01T00:00:00Z" }, lookups), [session()], otherRun],
        [question({}, lookups), [session(SPOKE)], otherRun],
        [question({}, lookups), [session(HUB, "eu-central-1")], otherRun],
        [question({}, lookups), [session(), session(SPOKE)], otherRun],
      ];
      for (const [other, sessions, message] of cases) {
        const { problems } = await refusalOfPromise(read(other, { resume }, sessions));
        expect(problems).to.deep.equal([
          {
            path: `resume ${resume}`,
            message,
            hint: "ask the same as then, or give another path; this file was not changed",
          },
        ]);
      }
      expect(readFileSync(resume, "utf8")).to.equal(before);
      expect(fake.asked).to.deep.equal([]);
    });

    it("refuses what is no such file, and changes nothing", async () => {
      const file = (name: string, content: string): string => {
        writeFileSync(join(folder, name), content);
        return join(folder, name);
      };
      symlinkSync(file("target", "precious"), join(folder, "link"));
      await interrupted(4);
      const lines = readFileSync(resume, "utf8").split("\n");
      const cases: readonly [string, string][] = [
        [file("notes.txt", "my notes\n"), "is not a resume file of ecr-kms audit"],
        [file("half.txt", '{"format":"ecr-kms'), "is not a resume file of ecr-kms audit"],
        [file("null.txt", "null\n"), "is not a resume file of ecr-kms audit"],
        [join(folder, "link"), "is a symbolic link, and nothing is written through one"],
        [folder, "cannot be opened: EISDIR"],
        [join(folder, "no", "such"), "cannot be opened: ENOENT"],
        [file("damaged", [lines[0], lines[1], '{"part":', lines[2], ""].join("\n")), "line 3 is damaged"],
        [
          file("misfit", [lines[0], JSON.stringify({ part: 0, next: 1, extracts: [{}] }), ""].join("\n")),
          "line 2 is damaged: next is a number, not a text; window is missing; events is missing; unreadable is missing; " +
            "extracts[0].time is missing; extracts[0].eventId is missing; extracts[0].kind is missing; extracts[0].values is missing",
        ],
      ];
      for (const [path, message] of cases) {
        const { problems } = await refusalOfPromise(read(question({}, lookups), { resume: path }));
        expect(problems.map((each) => `${each.path}: ${each.message}`)).to.deep.equal([`resume ${path}: ${message}`]);
      }
      expect(readFileSync(join(folder, "notes.txt"), "utf8")).to.equal("my notes\n");
      expect(readFileSync(join(folder, "target"), "utf8")).to.equal("precious");
      expect(fake.asked).to.deep.equal([]);
    });
  });

  it("does not take part when what takes the extracts fails", async () => {
    fake.put(HUB, REGION, pulls(200));
    const full = new Error("the disk is full");
    const source = lookupEvents(session(), { clock });
    const failing = source.read(
      question(),
      () => Promise.reject(full),
      () => undefined,
    );
    expect(await failing.catch((error: unknown) => error)).to.equal(full);
    expect(fake.asked).to.have.length(1);
  });
});

/** Time that passes only while somebody sleeps. */
function fakeClock() {
  let time = NOW;
  return {
    now: () => time,
    sleep: async (milliseconds: number): Promise<void> => {
      const wakes = time + milliseconds;
      await new Promise(setImmediate);
      time = Math.max(time, wakes);
    },
    random: () => 0.5,
    advance: (milliseconds: number): void => {
      time += milliseconds;
    },
  };
}

function named(name: string): Lookup {
  return { AttributeKey: "EventName", AttributeValue: name };
}

function question(asked: Partial<Asked> = {}, lookups: readonly Lookup[] = [named("BatchGetImage")]): Question {
  return {
    asked: { id: "pulls", ...asked },
    title: "Who pulled",
    columns: [],
    groupBy: [],
    timelineBy: "",
    needles: [],
    lookups,
    extract: ({ eventTime, eventID }) => [{ time: eventTime, eventId: eventID, kind: "pull", values: {} }],
    rows: () => () => [],
    cannotTell: [],
  };
}

/** One a minute, back from the last minute before `last`. */
function pulls(count: number, last = NOW, name = "pull"): readonly CloudTrailEvent[] {
  return Array.from({ length: count }, (_, index) => ({
    eventTime: new Date(last - (index + 1) * 60 * SECOND).toISOString().replace(".000", ""),
    eventSource: "ecr.amazonaws.com",
    eventName: "BatchGetImage",
    awsRegion: REGION,
    eventID: `${name}-${index}`,
  }));
}
