// Writes cdktn/ from cdktf/: CDK Terrain has all that CDKTF exports, under other package names. What is written is compiled
// against CDK Terrain's own types, and stands in no commit.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const from = join(root, "cdktf");
const to = join(root, "cdktn");

const NAMES = [
  [/"cdktf"/g, '"cdktn"'],
  [/"@cdktf\/provider-aws(?=["/])/g, '"@cdktn/provider-aws'],
];
// The same words in docstrings, so that the examples that editors show are right.
const WORDS = [
  [/`cdktf`/g, "`cdktn`"],
  [/ecr-kms\/cdktf/g, "ecr-kms/cdktn"],
  [/\bCDKTF\b/g, "CDK Terrain"],
];

mkdirSync(to, { recursive: true });
const sources = readdirSync(from).filter((file) => file.endsWith(".ts"));
for (const file of sources) {
  const text = readFileSync(join(from, file), "utf8");
  const renamed = [...NAMES, ...WORDS].reduce((all, [pattern, name]) => all.replace(pattern, name), text);
  const made = `// Made from cdktf/${file} by scripts/emit-cdktn.mjs.\n${renamed}`;
  const path = join(to, file);
  // What is the same keeps its time, for the compiler's memory.
  if (read(path) !== made) writeFileSync(path, made);
}
for (const file of readdirSync(to)) if (!sources.includes(file)) rmSync(join(to, file));

function read(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
