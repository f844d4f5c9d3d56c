import { expect } from "chai";
import { differences } from "./differences";
import { namesOfRecords, readRecord, RECORDS } from "./recorded";

const MOST_SHOWN = 30;

describe("addresses and documents", () => {
  it("are recorded of every example and of the parity table", () => {
    expect(namesOfRecords()).to.have.members(Object.keys(RECORDS));
  });

  for (const [name, addresses] of Object.entries(RECORDS)) {
    it(`are as recorded: ${name}`, async () => {
      const found = differences(readRecord(name), JSON.parse(JSON.stringify(await addresses())));
      if (found.length > 0) throw new Error(explained(name, found));
    });
  }
});

function explained(name: string, found: readonly string[]): string {
  const more = found.length > MOST_SHOWN ? [`and ${found.length - MOST_SHOWN} more`] : [];
  return [
    `what ${name} makes differs from test/addresses/recorded/${name}.json:`,
    ...[...found.slice(0, MOST_SHOWN), ...more].map((line) => `  ${line}`),
    "An address never changes in a refactoring, and neither does what stands there: Terraform and Pulumi would delete what is",
    "deployed at the old one and make it anew. Where the change is meant: npm run addresses:record, and review the difference.",
  ].join("\n");
}
