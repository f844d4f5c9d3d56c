/** Writes `expected.json` of every example. Run it after an intended change and review the difference. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { exampleDocuments, EXAMPLES } from "../test/examples/example-documents";

for (const example of EXAMPLES) {
  const file = join(__dirname, "..", "examples", example.name, "expected.json");
  writeFileSync(file, `${JSON.stringify(exampleDocuments(example), null, 2)}\n`);
  console.log(file);
}
