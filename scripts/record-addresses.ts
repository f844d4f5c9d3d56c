/** Records the addresses and documents of every example and of the parity table. Review the difference before you commit it. */
import { RECORDS, writeRecord } from "../test/addresses/recorded";

async function main(): Promise<void> {
  for (const [name, addresses] of Object.entries(RECORDS)) {
    writeRecord(name, await addresses());
    console.log(name);
  }
}

void main();
