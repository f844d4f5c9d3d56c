import { byteWords, counted, timeWords } from "../../toolkit/amounts";
import type { Page, Terminal } from "../../toolkit/page";
import { heading, pageOf, paragraph } from "../../toolkit/page";
import type { MigrationPlan, PlannedManifest } from "../migration-plan";
import { manifestName } from "../migration-plan";

/** More than this is for the file. */
const MOST_SHOWN = 20;

const KINDS: readonly PlannedManifest["kind"][] = ["image", "index", "signature", "attestation", "artifact"];

/** A plan for a person to review. */
export function planReport(plan: MigrationPlan, terminal: Terminal): string {
  const page = pageOf(terminal);
  return [
    ...repositoriesSection(plan, page),
    "",
    ...manifestsSection(plan, page),
    "",
    ...listSection("To be changed at the switch", referenceLines(plan, page), page),
    ...listSection("Rules of the registry that touch them", touchingLines(plan, page), page),
    ...listSection("Before you copy", warningLines(plan, page), page),
  ]
    .join("\n")
    .trimEnd()
    .concat("\n");
}

function repositoriesSection({ source, destination }: MigrationPlan, page: Page): readonly string[] {
  const from = encryptionWords(source.encryption);
  const { tagMutability, tagMutabilityExclusionFilters: filters = [], tags } = destination;
  const except = filters.length === 0 ? "" : ` except ${filters.map(({ filter }) => filter).join(", ")}`;
  const carried = [
    `tags ${tagMutability}${except}`,
    `scan on push ${destination.scanOnPush ? "on" : "off"}`,
    counted(Object.keys(tags).length, "resource tag"),
    destination.repositoryPolicy === undefined ? "no repository policy" : "repository policy",
    destination.lifecyclePolicy === undefined ? "no lifecycle policy" : "lifecycle policy (put after the copy)",
  ];
  return [
    ...heading(page, `${source.name} → ${destination.name}`),
    ...paragraph(page, "  from     ", `${source.arn}, ${from}`),
    ...paragraph(page, "  to       ", destination.arn),
    ...paragraph(page, "           ", encryptionWords(destination.encryption)),
    ...paragraph(page, "  carried  ", carried.join("; ")),
  ];
}

function encryptionWords({ type, keyArn }: { readonly type: string; readonly keyArn?: string }): string {
  return keyArn === undefined ? type : `${type} with ${keyArn}`;
}

function manifestsSection(plan: MigrationPlan, page: Page): readonly string[] {
  const { manifests, totals } = plan;
  const kinds = KINDS.flatMap((kind) => {
    const count = manifests.filter((each) => each.kind === kind).length;
    return count === 0 ? [] : [counted(count, kind)];
  });
  const untagged = manifests.filter(({ tags }) => tags.length === 0).length;
  const more = manifests.length - MOST_SHOWN;
  return [
    ...heading(page, "Images, in the order of the copy"),
    ...paragraph(
      page,
      "  ",
      `${counted(totals.manifests, "manifest")}${kinds.length === 0 ? "" : ` (${kinds.join(", ")})`}, ${counted(totals.tags, "tag")}, ${untagged.toLocaleString("en")} without a tag; ${counted(totals.blobs, "blob")}, ${byteWords(totals.bytes)}`,
    ),
    ...estimate(plan).flatMap((line) => paragraph(page, "  ", line, page.colors.dim)),
    "",
    ...manifests.slice(0, MOST_SHOWN).flatMap((each, index) => manifestLines(each, index, page)),
    ...(more > 0
      ? paragraph(page, "  ", `and ${more.toLocaleString("en")} more: all are in the plan's file`, page.colors.dim)
      : []),
  ];
}

function manifestLines(manifest: PlannedManifest, index: number, page: Page): readonly string[] {
  const { kind, tags, bytes, children, subject, platform } = manifest;
  const more = tags.length > 1 ? ` and ${counted(tags.length - 1, "more tag")}` : "";
  const parts = [
    platform,
    byteWords(bytes),
    children.length === 0 ? undefined : `of ${children.length}`,
    subject === undefined ? undefined : `about ${subject.slice(0, "sha256:".length + 12)}`,
  ].filter((part) => part !== undefined);
  return paragraph(
    page,
    `  ${String(index + 1).padStart(4)}  ${kind.padEnd(11)}  `,
    `${shortManifestName(manifest)}${more}, ${parts.join(", ")}`,
  );
}

/** In a list of many, the start of a digest is enough to find it in the file. */
function shortManifestName(manifest: PlannedManifest): string {
  return manifest.tags.length === 0 ? manifest.digest.slice(0, "sha256:".length + 12) : manifestName(manifest);
}

function referenceLines({ references }: MigrationPlan, page: Page): readonly string[] {
  return references.flatMap(({ what, from, to, where }) => [
    ...paragraph(page, "  ", `${what}: ${from}`),
    ...paragraph(page, "    → ", to),
    ...paragraph(page, "    in ", where, page.colors.dim),
  ]);
}

function touchingLines({ touchedBy }: MigrationPlan, page: Page): readonly string[] {
  return touchedBy.flatMap(({ kind, rule, touches, consequence }) => [
    ...paragraph(page, "  ", `${kind}: ${rule} (touches ${touches === "both" ? "both" : `the ${touches}`})`),
    ...paragraph(page, "    ", consequence),
  ]);
}

function warningLines({ warnings }: MigrationPlan, page: Page): readonly string[] {
  return warnings.flatMap((warning) => paragraph(page, "  ! ", warning, page.colors.yellow));
}

function listSection(title: string, lines: readonly string[], page: Page): readonly string[] {
  return lines.length === 0 ? [] : [...heading(page, title), ...lines, ""];
}

/** ECR's default quota. @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/service-quotas.html */
const PUT_IMAGE_PER_SECOND = 10;
/** Megabits per second, to have two figures to compare one's own line with. */
const LINES = [100, 1000] as const;

/** How long a copy takes at least: a bound for manifests, and one for bytes. */
function estimate({ manifests, totals }: Pick<MigrationPlan, "manifests" | "totals">): readonly string[] {
  const puts = manifests.reduce((sum, { tags }) => sum + Math.max(1, tags.length), 0);
  const lines = LINES.map((megabits) => `${timeWords((totals.bytes * 8) / (megabits * 1e6))} at ${megabits} Mbit/s`);
  return [
    `${puts.toLocaleString("en")} manifest uploads (one for each tag): at least ${timeWords(puts / PUT_IMAGE_PER_SECOND)} at ECR's default of ${PUT_IMAGE_PER_SECOND} PutImage a second`,
    `${byteWords(totals.bytes)} down and up again: about ${lines.join(", ")} each way; no bytes are shared with the source, for blob mounting needs the same key`,
  ];
}
