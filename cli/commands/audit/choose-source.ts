import type { Problem } from "../../toolkit/input-error";
import type { AuditOptions } from "./audit-options";

/** What events are read from. */
export type SourceKind = "logs" | "lookup-events" | "athena";

const THREE_WAYS = `give one of:
    logs of a trail, files or folders:         ecr-kms audit pulls logs/
    the last 90 days of an account and Region: ecr-kms audit pulls --lookup-events --profile hub
    a query for Athena:                        ecr-kms audit pulls --athena --athena-location s3://my-trail/AWSLogs/`;

/** The source that the options name, and what of them does not fit together. */
export function chooseSource(options: AuditOptions): {
  readonly kind: SourceKind;
  readonly problems: readonly Problem[];
} {
  const named: readonly (readonly [SourceKind, string])[] = [
    ...(options.logs.length > 0 ? [["logs", `the logs ${options.logs.join(", ")}`] as const] : []),
    ...(options.lookupEvents === true ? [["lookup-events", "--lookup-events"] as const] : []),
    ...(options.athena === true ? [["athena", "--athena"] as const] : []),
  ];
  const [first, ...others] = named;
  if (first === undefined) {
    return {
      kind: "logs",
      problems: [{ path: "audit", message: "there is nothing to read events from", hint: THREE_WAYS }],
    };
  }
  if (others.length > 0) {
    const message = `${named.map(([, name]) => name).join(" and ")} exclude each other`;
    return { kind: first[0], problems: [{ path: "audit", message, hint: "ask each source by itself" }] };
  }
  return { kind: first[0], problems: [...misplaced(first[0], options), ...needsRun(first[0], options)] };
}

interface OwnOption {
  readonly name: string;
  readonly isGiven: (options: AuditOptions) => boolean;
  readonly of: readonly SourceKind[];
}

const own = (name: string, key: keyof AuditOptions, ...of: readonly SourceKind[]): OwnOption => ({
  name,
  of,
  isGiven: ({ [key]: value }) => (Array.isArray(value) ? value.length > 0 : value !== undefined && value !== false),
});

const OWN_OPTIONS: readonly OwnOption[] = [
  own("--skip-unreadable", "skipUnreadable", "logs"),
  own("--also", "also", "lookup-events"),
  own("--resume", "resume", "lookup-events"),
  own("--keep-resume", "keepResume", "lookup-events"),
  own("--profile", "profile", "lookup-events", "athena"),
  own("--region", "region", "lookup-events", "athena"),
  own("--regions", "regions", "lookup-events", "athena"),
  own("--accounts", "accounts", "athena"),
  own("--athena-location", "athenaLocation", "athena"),
  own("--athena-database", "athenaDatabase", "athena"),
  own("--athena-table", "athenaTable", "athena"),
  own("--organization", "organization", "athena"),
  own("--run", "run", "athena"),
  own("--workgroup", "workgroup", "athena"),
  own("--results", "results", "athena"),
];

/** An option that another source has would be passed over in silence. */
function misplaced(kind: SourceKind, options: AuditOptions): readonly Problem[] {
  return OWN_OPTIONS.filter(({ of, isGiven }) => !of.includes(kind) && isGiven(options)).map(({ name, of }) => ({
    path: name,
    message: `is not for ${kind === "logs" ? "logs" : `--${kind}`}`,
    hint: `leave it out, or ask with ${of.map((each) => (each === "logs" ? "logs" : `--${each}`)).join(" or ")}`,
  }));
}

const OF_RUNS: readonly (keyof AuditOptions)[] = [
  "profile",
  "region",
  "workgroup",
  "results",
  "events",
  "limit",
  "failIfAny",
];

/** Without `--run` there is no answer, only its query. */
function needsRun(kind: SourceKind, options: AuditOptions): readonly Problem[] {
  if (kind !== "athena" || options.run === true) return [];
  const given = OF_RUNS.filter((name) => options[name] !== undefined && options[name] !== false).map(optionName);
  return [...given, ...(options.format === "table" ? [] : ["--format"])].map((path) => ({
    path,
    message: "is for an answer, and --athena shows the query alone",
    hint: "leave it out, or ask Athena with --run",
  }));
}

function optionName(key: string): string {
  return `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
