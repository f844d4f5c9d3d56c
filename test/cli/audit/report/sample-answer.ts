import type { Answer, Group, Timeline } from "../../../../cli/audit/answer";
import type { Column, Question, Row } from "../../../../cli/audit/question";

const COLUMNS: readonly Column[] = [
  { name: "time", title: "When", type: "time" },
  { name: "principal", title: "Who", type: "arn" },
  { name: "account", title: "Account", type: "text" },
  { name: "repository", title: "Repository", type: "text" },
  { name: "digest", title: "Digest", type: "digest" },
  { name: "source_address", title: "From", type: "text" },
  { name: "user_agent", title: "With", type: "text" },
];

/** `sha256:` and 64 digits that start as given. */
export function digest(start: string): string {
  return `sha256:${start.padEnd(64, "0123456789abcdef")}`;
}

/** A question as another part of the command makes it; only what reports look at. */
export const PULLS: Question = {
  asked: {
    id: "pulls",
    repository: "orders",
    image: "1.4.2",
    since: "2026-10-01T00:00:00Z",
    until: "2026-10-15T00:00:00Z",
  },
  title: "Who pulled orders:1.4.2, from 2026-10-01 to 2026-10-15",
  columns: COLUMNS,
  groupBy: ["principal", "account", "digest"],
  timelineBy: "principal",
  needles: [],
  lookups: [],
  extract: () => [],
  rows: () => () => [],
  cannotTell: [
    "A node that has the image already does not ask ECR for it: what runs from a cache is not here.",
    "Where AWS pulls for a service, the source address is `AWS Internal`.",
  ],
};

/** How often each pulled in each of fourteen days. */
const PULLERS: readonly {
  readonly principal: string;
  readonly digest: string;
  readonly days: readonly number[];
}[] = [
  {
    principal: "arn:aws:sts::222222222222:assumed-role/eks-node/i-0a1b2c3d4e5f60718",
    digest: digest("4bf92f3577b3"),
    days: [3, 4, 4, 2, 0, 0, 5, 8, 12, 7, 4, 1, 0, 2],
  },
  {
    principal: "arn:aws:sts::333333333333:assumed-role/eks-node/i-0a1b2c3d4e5f60718",
    digest: digest("4bf92f3577b3"),
    days: [0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 0, 0, 0],
  },
  { principal: "arn:aws:iam::222222222222:user/anna", digest: digest("4bf92f3577b3ff"), days: [0, 0, 1] },
];

function rowsOf(): readonly Row[] {
  const rows = PULLERS.flatMap((puller) =>
    puller.days.flatMap((count, day) => Array.from({ length: count }, (_, index) => pull(puller, day, index))),
  );
  return rows.sort((a, b) => String(a["time"]).localeCompare(String(b["time"])));
}

function pull(puller: (typeof PULLERS)[number], day: number, index: number): Row {
  const { principal } = puller;
  const isPerson = principal.includes(":user/");
  return {
    time: `2026-10-${String(day + 1).padStart(2, "0")}T${String(6 + index).padStart(2, "0")}:15:00Z`,
    principal,
    account: principal.split(":")[4] ?? "",
    repository: "orders",
    digest: puller.digest,
    source_address: isPerson ? "203.0.113.7" : "AWS Internal",
    user_agent: isPerson ? "docker/27.3.1 go/go1.22.7 git-commit/41ca978 kernel/6.6.31 os/linux arch/amd64" : null,
  };
}

/** An answer of these rows, counted as the command does. */
export function answerOf(rows: readonly Row[], question: Question = PULLS): Answer {
  const groups = new Map<string, Group & { count: number; last: string }>();
  for (const row of rows) {
    const values = Object.fromEntries(question.groupBy.map((name) => [name, row[name] ?? null]));
    const time = String(row["time"]);
    const group = groups.get(JSON.stringify(values)) ?? { values, count: 0, first: time, last: time };
    groups.set(JSON.stringify(values), { ...group, count: group.count + 1, last: time });
  }
  return {
    question,
    source: {
      name: "logs/",
      kind: "logs",
      files: 336,
      bytes: 48_210_004,
      events: 120_411,
      ...(rows.length === 0 ? {} : { from: String(rows[0]?.["time"]), to: String(rows.at(-1)?.["time"]) }),
      skipped: [],
      remarks: [],
    },
    groups: [...groups.values()].sort((a, b) => b.count - a.count),
    timeline: daysOf(rows, question.timelineBy),
    rowCount: rows.length,
    rows: () => streamOf(rows),
  };
}

async function* streamOf(rows: readonly Row[]): AsyncGenerator<Row> {
  for (const row of rows) yield await Promise.resolve(row);
}

function daysOf(rows: readonly Row[], by: string): Timeline {
  const lines = new Map<string, number[]>();
  for (const row of rows) {
    const name = String(row[by]);
    const counts = lines.get(name) ?? Array.from({ length: 14 }, () => 0);
    const day = Number(String(row["time"]).slice(8, 10)) - 1;
    counts[day] = (counts[day] ?? 0) + 1;
    lines.set(name, counts);
  }
  return {
    from: "2026-10-01T00:00:00Z",
    to: "2026-10-15T00:00:00Z",
    step: 86_400,
    lines: [...lines].map(([name, counts]) => ({ name, counts })),
  };
}

export const SAMPLE: Answer = answerOf(rowsOf());

export const WITH_GAPS: Answer = {
  ...SAMPLE,
  source: {
    ...SAMPLE.source,
    remarks: ["The logs of two accounts are in it: 222222222222, 333333333333."],
    skipped: [
      {
        path: "logs/2026/10/03/222222222222_CloudTrail_us-east-1.json.gz",
        message: "the file ends in the middle",
        hint: "copy it from the bucket again",
      },
    ],
  },
};

export const NOTHING: Answer = answerOf([]);

/** The text of a report. */
export async function textOf(portions: AsyncIterable<string>): Promise<string> {
  let text = "";
  for await (const portion of portions) text += portion;
  return text;
}
