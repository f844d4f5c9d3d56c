import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { ERROR_CODES } from "../shared";
import { errorTable } from "./error-table";

writeFileSync(join(__dirname, "..", "docs", "errors.md"), errorTable(ERROR_CODES));
