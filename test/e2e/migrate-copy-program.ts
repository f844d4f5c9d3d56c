import { readFileSync } from "node:fs";
import { copyImages } from "../../cli/migrate/copy/copy-images";
import { CopyError } from "../../cli/migrate/copy/copy-error";
import type { CopyOptions } from "../../cli/migrate/copy/copy-options";
import type { MigrationPlan } from "../../cli/migrate/migration-plan";

/** Copies what a file says, so that a test can kill it: `{ plan, options }`. */
const { plan, options } = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8")) as {
  readonly plan: MigrationPlan;
  readonly options: CopyOptions;
};
const credentials = () => Promise.resolve({ username: "somebody", password: "never on a disk for long" });

copyImages(plan, {
  ...options,
  source: { ...options.source, credentials },
  destination: { ...options.destination, credentials },
}).then(
  (result) => console.log(JSON.stringify(result)),
  (error: unknown) => {
    console.log(String(error));
    process.exitCode = error instanceof CopyError && error.isInterrupted ? 130 : 2;
  },
);
