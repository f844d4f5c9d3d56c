import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { canonical, documentIn, hashOf } from "./canonical";
import { EXAMPLE_NAMES, exampleAddresses } from "./example-addresses";
import { parityAddresses } from "./parity-addresses";

/** Name of a record → what is recorded there. */
export const RECORDS: Readonly<Record<string, () => Promise<object>>> = {
  ...Object.fromEntries(EXAMPLE_NAMES.map((name) => [name, () => exampleAddresses(name)] as const)),
  "parity-table": parityAddresses,
};

const FOLDER = join(__dirname, "recorded");
const LONG = 160;

/** What a file holds: documents and other long texts stand in it once, and a reference wherever they belong. */
interface RecordFile {
  readonly addresses: unknown;
  /** By its reference each text, or the object whose JSON it is byte for byte. */
  readonly documents: Readonly<Record<string, unknown>>;
}

/** The names of the files that are there. */
export function namesOfRecords(): readonly string[] {
  return readdirSync(FOLDER).map((file) => file.replace(/\.json$/, ""));
}

/** What was recorded, with the texts of documents in their places. */
export function readRecord(name: string): unknown {
  const { addresses, documents } = JSON.parse(readFileSync(fileOf(name), "utf8")) as RecordFile;
  return canonical(addresses, (text) => {
    const document = Object.hasOwn(documents, text) ? documents[text] : text;
    return typeof document === "string" ? document : JSON.stringify(document);
  });
}

/** Records what a program makes now. */
export function writeRecord(name: string, made: unknown): void {
  const documents: Record<string, unknown> = {};
  const addresses = canonical(made, (text) => {
    const document = documentIn(text);
    if (document === undefined && text.length < LONG) return text;
    const reference = `document ${hashOf(text)}`;
    documents[reference] = JSON.stringify(document) === text ? document : text;
    return reference;
  });
  writeFileSync(fileOf(name), `${JSON.stringify({ addresses, documents } satisfies RecordFile)}\n`);
}

function fileOf(name: string): string {
  return join(FOLDER, `${name}.json`);
}
