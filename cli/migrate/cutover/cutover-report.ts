import type { Page, Terminal } from "../../toolkit/page";
import { heading, pageOf, paragraph } from "../../toolkit/page";
import { harmless, wrapped } from "../../toolkit/text-layout";
import { counted } from "../../toolkit/amounts";
import type { MigrationPlan } from "../migration-plan";
import type { CutoverCheck } from "./check-cutover";
import type { CutoverDifference } from "./compare-images";
import { pulumiChanges } from "./pulumi-changes";
import { cutoverSteps } from "./steps";
import { terraformChanges } from "./terraform-changes";

/** More than this is for `--format json`. */
const MOST_SHOWN = 50;

/** What differs, or that nothing does, and what to change where. */
export function cutoverReport(check: CutoverCheck, terminal: Terminal): string {
  const page = pageOf(terminal);
  const { plan } = check;
  const lines = [...verdictSection(check, page), ""];
  if (check.ready) {
    lines.push(...terraformSection(plan, page), ...pulumiSection(plan, page), ...referenceSection(plan, page));
    lines.push(...heading(page, "In this order"));
    for (const [index, step] of cutoverSteps(plan).entries()) {
      lines.push(...paragraph(page, `  ${String(index + 1).padStart(2)}. `, step));
    }
  }
  return `${lines.join("\n").trimEnd()}\n`;
}

function verdictSection(check: CutoverCheck, page: Page): readonly string[] {
  const { plan, differences, ready, recentPulls } = check;
  const title = `${plan.source.name} → ${plan.destination.name}: ${ready ? "ready" : "not ready"}`;
  const newest = recentPulls[0];
  const pulled =
    newest === undefined
      ? []
      : paragraph(
          page,
          "  ",
          `${counted(recentPulls.length, "image")} of the source pulled in the last 7 days, last at ${newest.at}.`,
        );
  if (ready) {
    const what = `The source is as planned at ${plan.madeAt}, and ${counted(plan.totals.manifests, "manifest")} and ${counted(plan.totals.tags, "tag")} are in the destination with the same digests.`;
    return [...heading(page, title), ...paragraph(page, "  ✓ ", what, page.colors.green), ...pulled];
  }
  const more = differences.length - MOST_SHOWN;
  return [
    ...heading(page, title),
    ...sideLines(
      "Source",
      differences.slice(0, MOST_SHOWN).filter(({ where }) => where === "source"),
      page,
    ),
    ...sideLines(
      "Destination",
      differences.slice(0, MOST_SHOWN).filter(({ where }) => where === "destination"),
      page,
    ),
    ...(more > 0 ? paragraph(page, "  ", `and ${more.toLocaleString("en")} more: use --format json to see all`) : []),
    ...pulled,
    "",
    ...paragraph(page, "  → ", wayOut(differences), page.colors.bold),
  ];
}

function sideLines(side: string, differences: readonly CutoverDifference[], page: Page): readonly string[] {
  if (differences.length === 0) return [];
  return [`  ${side}`, ...differences.flatMap(({ message }) => paragraph(page, "    ✗ ", message, page.colors.red))];
}

function wayOut(differences: readonly CutoverDifference[]): string {
  if (differences.some(({ kind }) => kind === "key"))
    return "Fix the key or the destination first: nothing is to be switched to it as it is.";
  if (differences.some(({ where }) => where === "source")) {
    return "Stop what pushes to the source, run migrate plan again with the same --key and --to, and migrate copy: what is there already is not copied again.";
  }
  return "Run migrate copy again: it copies what is missing and verifies every digest.";
}

function terraformSection(plan: MigrationPlan, page: Page): readonly string[] {
  const { resources, removed, commands } = terraformChanges(plan);
  return [
    ...heading(page, "Terraform"),
    ...comment(
      page,
      "#",
      "add (import blocks: Terraform 1.5 and later), and replace the key's ARN by your key resource's arn:",
    ),
    ...code(resources),
    ...comment(
      page,
      "#",
      "put in place of the source's resources, whose addresses may be others (removed blocks: Terraform 1.7 and later):",
    ),
    ...code(removed),
    ...comment(
      page,
      "#",
      "or, with older versions, add the resources without the import blocks, delete the source's, and run:",
    ),
    ...commands.map(harmless),
    "",
  ];
}

function pulumiSection(plan: MigrationPlan, page: Page): readonly string[] {
  const { resources, commands } = pulumiChanges(plan);
  return [
    ...heading(page, "Pulumi"),
    ...comment(page, "//", "add; take the option import out after the first update:"),
    ...code(resources),
    ...comment(
      page,
      "#",
      "or let Pulumi write the code; then let go of the source, whose code is taken out, without deleting it:",
    ),
    ...commands.map(harmless),
    "",
  ];
}

function referenceSection({ references }: MigrationPlan, page: Page): readonly string[] {
  return [
    ...heading(page, "References"),
    ...references.flatMap(({ from, to, where }) => [
      ...paragraph(page, "  ", `${from} → ${to}`),
      ...paragraph(page, "    in ", where, page.colors.dim),
    ]),
    "",
  ];
}

/** Each line is a comment, so that code can be pasted with it. */
function comment(page: Page, sign: string, text: string): readonly string[] {
  return wrapped(text, page.width - sign.length - 1).map((line) => page.colors.dim(`${sign} ${line}`));
}

/** Code is pasted: its lines are never broken. */
function code(text: string): readonly string[] {
  return text.split("\n").map((line) => line.replaceAll(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, "\ufffd"));
}
