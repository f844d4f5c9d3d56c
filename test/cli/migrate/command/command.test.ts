import { Command } from "commander";
import { expect } from "chai";
import { copyFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addMigrateCommand } from "../../../../cli/commands/migrate/migrate-command";
import { keepLifecyclePolicy } from "../../../../cli/commands/migrate/run-plan";
import { runCutover } from "../../../../cli/commands/migrate/run-cutover";
import { runPlan } from "../../../../cli/commands/migrate/run-plan";
import { planMigration } from "../../../../cli/migrate/plan/plan-migration";
import { planText } from "../../../../cli/migrate/plan/plan-text";
import { readPlan } from "../../../../cli/migrate/plan/read-plan";
import { refusalOf, refusalOfPromise } from "../../../support/thrown";
import { fakeAws } from "../fake-aws";
import { fullRegistry, KEY, sampleImages, sampleRegistry, SOURCE } from "../sample-registry";

/** What the command writes, and why it ends. */
async function run(...words: readonly string[]): Promise<string> {
  let written = "";
  const program = new Command("ecr-kms").exitOverride();
  addMigrateCommand(program);
  const write = (text: string): void => {
    written += text;
  };
  const quiet = (command: Command): void => {
    command.configureOutput({ writeOut: write, writeErr: write });
    command.commands.forEach(quiet);
  };
  quiet(program);
  const error = await program.parseAsync(["migrate", ...words], { from: "user" }).catch((thrown: unknown) => thrown);
  return `${written}${error instanceof Error ? error.message : ""}`;
}

describe("the command line of migrate", () => {
  let folder: string;
  let plan: string;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "ecr-kms-migrate-"));
    plan = join(folder, "plan.json");
    const { sessions } = fakeAws(sampleRegistry(sampleImages()));
    writeFileSync(plan, planText(await planMigration(sessions, { repository: "orders", key: KEY })));
  });

  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  for (const name of ["plan", "copy", "cutover"]) {
    it(`shows examples and exit codes of ${name}`, async () => {
      const help = await run(name, "--help");
      expect(help)
        .to.include(`$ ecr-kms migrate ${name} `)
        .and.to.match(/Exit codes:\n {2}0 /);
      expect(help).to.include("--profile").and.to.include("--also");
    });
  }

  it("shows the order of the three", async () => {
    expect(await run("--help")).to.match(
      /migrate plan orders(.|\n)*migrate copy plan.json(.|\n)*migrate cutover plan.json/,
    );
  });

  const WRONG: readonly [readonly string[], string][] = [
    [["plan", "orders"], "required option '-k, --key <arn>' not specified"],
    [["plan", "orders", "--key", KEY, "--format", "xml"], "Allowed choices are table, json"],
    [["copy"], "missing required argument 'plan'"],
    [["copy", "plan.json", "--copier", "docker"], "Allowed choices are skopeo, crane, regctl"],
    [["copy", "plan.json", "--jobs", "0"], "write a whole number from 1 to 64"],
    [["move", "orders"], "unknown command 'move'"],
  ];
  for (const [words, says] of WRONG) {
    it(`refuses ${words.join(" ")}`.replace(KEY, "ARN"), async () => {
      expect(await run(...words)).to.include(says);
    });
  }

  const options = { also: [], format: "table" as const };
  const UNCONFIRMED: readonly [string, object, string][] = [
    ["the name alone", { deleteSource: true, confirm: "orders" }, "--confirm orders: is not the ARN of the source"],
    ["the destination", { deleteSource: true, confirm: `${SOURCE}-kms` }, "is not the ARN of the source"],
    ["a confirmation without --delete-source", { confirm: SOURCE }, "--confirm: means nothing without --delete-source"],
    ["--ignore-recent-pulls alone", { ignoreRecentPulls: true }, "--ignore-recent-pulls: means nothing without"],
  ];
  for (const [name, more, says] of UNCONFIRMED) {
    it(`refuses ${name}, before AWS is asked for anything`, async () => {
      const told = await refusalOfPromise(runCutover(plan, { ...options, ...more }));
      expect(told.message).to.include(says).and.to.include(`--delete-source --confirm ${SOURCE}`);
    });
  }

  it("refuses a deletion that nobody can confirm", async function () {
    if (process.stdin.isTTY) this.skip();
    const told = await refusalOfPromise(runCutover(plan, { ...options, deleteSource: true }));
    expect(told.message).to.include("--delete-source: has to be confirmed");
  });

  it("does not overwrite the plan that holds a lifecycle policy which was taken off since", async () => {
    const [full, none] = [fullRegistry(sampleImages()), sampleRegistry(sampleImages())];
    const planOf = async (operations: typeof full) =>
      planMigration(fakeAws(operations).sessions, { repository: "orders", key: KEY });
    const kept = join(folder, "kept.json");
    writeFileSync(kept, planText(await planOf(full)));
    const without = await planOf(none);
    expect(refusalOf(() => keepLifecyclePolicy(kept, without)).message).to.include("name another file with --output");
    keepLifecyclePolicy(kept, await planOf(full));
    const other = join(folder, "other.json");
    keepLifecyclePolicy(other, without);
    copyFileSync(plan, other);
    keepLifecyclePolicy(other, without);
    writeFileSync(other, "{");
    keepLifecyclePolicy(other, without);
    expect(readPlan(kept).destination.lifecyclePolicy).to.be.a("string");
    rmSync(kept);
    rmSync(other);
  });

  it("refuses an output that cannot be written before it asks AWS, and leaves nothing behind", async () => {
    const before = readdirSync(folder);
    const told = await refusalOfPromise(
      runPlan("orders", { ...options, key: KEY, output: join(folder, "no", "plan.json") }),
    );
    expect(told.message).to.include("does not exist");
    expect(readdirSync(folder)).to.deep.equal(before);
  });
});
