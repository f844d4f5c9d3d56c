/** `npm run docs`: writes what documents the code from the code. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { configSchema } from "../cli/config/check-config";
import { expectationSchema } from "../cli/expectation/expectation-schema";
import { reportSchema } from "../cli/report/json/report-schema";
import { ERROR_CODES } from "../shared";
import { errorTable } from "./error-table";
import { rulesTable } from "./rules-table";

const root = join(__dirname, "..");
writeFileSync(join(root, "docs", "errors.md"), errorTable(ERROR_CODES));
writeFileSync(join(root, "docs", "rules.md"), rulesTable());
writeFileSync(join(root, "cli", "config", "schema.json"), `${JSON.stringify(configSchema(), undefined, 2)}\n`);
writeFileSync(
  join(root, "cli", "expectation", "schema.json"),
  `${JSON.stringify(expectationSchema(), undefined, 2)}\n`,
);
writeFileSync(join(root, "cli", "report", "schema.json"), `${JSON.stringify(reportSchema(), undefined, 2)}\n`);
