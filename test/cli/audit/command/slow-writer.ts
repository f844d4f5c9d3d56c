// A program that writes an answer without end, for write-answer.test.ts.
import { writeToFile } from "../../../../cli/commands/audit/write-answer";

async function* portions(): AsyncGenerator<string> {
  yield "first";
  process.stdout.write("begun");
  await new Promise((resolve) => setTimeout(resolve, 60_000));
  yield "last";
}

void writeToFile(process.argv[2] ?? "", portions());
