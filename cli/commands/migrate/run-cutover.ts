import { createInterface } from "node:readline/promises";
import { connect } from "../../toolkit/aws/connect";
import { counted } from "../../toolkit/amounts";
import { checkCutover } from "../../migrate/cutover/check-cutover";
import type { CutoverCheck } from "../../migrate/cutover/check-cutover";
import { cutoverJson } from "../../migrate/cutover/cutover-json";
import { cutoverReport } from "../../migrate/cutover/cutover-report";
import { deleteSource } from "../../migrate/cutover/delete-source";
import type { MigrationPlan } from "../../migrate/migration-plan";
import { readPlan } from "../../migrate/plan/read-plan";
import { InputError } from "../../toolkit/input-error";
import { checkOutput } from "../../toolkit/write-output";
import { withFlags } from "../flag-names";
import { putReport, terminalOf } from "../put-report";
import { write } from "../write";
import type { CutoverCommandOptions } from "./migrate-options";

/**
 * `ecr-kms migrate cutover`: compares both repositories with the plan, prints what has to be changed, and deletes the
 * source only when it is asked twice.
 *
 * @returns the exit code: 0, or 1 where something differs or a deletion was refused
 * @throws InputError for what cannot be used: exit code 2
 */
export async function runCutover(path: string, options: CutoverCommandOptions): Promise<number> {
  const { output, format, confirm, deleteSource: isDeletion = false, ignoreRecentPulls = false } = options;
  if (output !== undefined) checkOutput(output);
  const plan = readPlan(path);
  checkQuestion(plan, options);
  const sessions = await connect(options);
  if (!isDeletion) {
    const check = await checkCutover(sessions, plan);
    await put(check, options);
    return check.ready ? 0 : 1;
  }
  await write(process.stderr, `${lossWords(plan)}\n`);
  let typed = confirm;
  if (typed === undefined) {
    // Nobody should type a name for nothing; the check right before the deletion is another one.
    const first = await checkCutover(sessions, plan);
    if (!first.ready) {
      await put(first, options);
      await write(process.stderr, "Nothing was deleted.\n");
      return 1;
    }
    typed = await typedName();
    checkConfirmed(plan, typed);
  }
  const { deleted, check, ...refused } = await deleteSource(sessions, plan, { confirm: typed, ignoreRecentPulls });
  const refusals = refused.refusals.map(withFlags);
  const deletedLine = `${plan.source.arn} is deleted, with ${counted(plan.totals.manifests, "manifest")}; all of them are in ${plan.destination.name}.\n`;
  if (format === "json") {
    // Said at once: should the report have no room on the disk, nobody may think that the source is still there.
    if (deleted) await write(process.stderr, deletedLine);
    await putReport(options, cutoverJson(check, { deleted, refusals }));
  } else if (deleted) {
    await write(process.stdout, deletedLine);
  } else {
    if (!check.ready) await put(check, options);
    const lines = refusals.map((each) => `  ✗ ${each}`).join("\n");
    await write(process.stderr, `Nothing was deleted:\n${lines}\n`);
  }
  return deleted ? 0 : 1;
}

/** What the words themselves do not allow is refused before AWS is asked for anything. */
function checkQuestion(plan: MigrationPlan, options: CutoverCommandOptions): void {
  const { deleteSource: isDeletion = false, confirm, ignoreRecentPulls } = options;
  const hint = `write --delete-source --confirm ${plan.source.arn}`;
  if (!isDeletion) {
    const alone = [
      ...(confirm === undefined ? [] : ["--confirm"]),
      ...(ignoreRecentPulls === true ? ["--ignore-recent-pulls"] : []),
    ];
    if (alone.length === 0) return;
    throw new InputError(
      alone.map((option) => ({ path: option, message: "means nothing without --delete-source", hint })),
    );
  }
  if (confirm === undefined && !process.stdin.isTTY) {
    const message = "has to be confirmed: the source would be lost with everything in it";
    throw new InputError([{ path: "--delete-source", message, hint }]);
  }
  if (confirm !== undefined) checkConfirmed(plan, confirm);
}

function checkConfirmed({ source }: MigrationPlan, confirm: string): void {
  if (confirm === source.arn) return;
  const hint = `write --delete-source --confirm ${source.arn}`;
  throw new InputError([{ path: `--confirm ${confirm}`, message: "is not the ARN of the source", hint }]);
}

/**
 * On a terminal the name may be typed: whoever types it has read what is lost. Nothing, when the input ends instead.
 */
async function typedName(): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const ended = new Promise<string>((resolve) => {
      lines.once("close", () => {
        resolve("");
      });
    });
    return (await Promise.race([lines.question("Type the ARN of the source to delete it: "), ended])).trim();
  } finally {
    lines.close();
  }
}

function lossWords({ source, totals }: MigrationPlan): string {
  const what = `${counted(totals.manifests, "manifest")} and ${counted(totals.tags, "tag")}`;
  return `${source.arn} is to be deleted: ${what}, scan findings, push and pull times, policies. The address ${source.uri} stops working. This cannot be undone.`;
}

async function put(check: CutoverCheck, options: CutoverCommandOptions): Promise<void> {
  const text = options.format === "json" ? cutoverJson(check) : cutoverReport(check, terminalOf(options));
  await putReport(options, text);
}
