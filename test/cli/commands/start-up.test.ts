import { expect } from "chai";
import { spawnSync } from "node:child_process";
import { join } from "node:path";

const COMMAND = join(__dirname, "..", "..", "..", "cli", "bin", "ecr-kms.js");

/** What is loaded when the work begins, and not before: each would make everybody wait for help. */
const LATER = ["zod", "@cloud-copilot", "@aws-sdk", "@smithy", "jiti", "fastest-levenshtein"];

/** Prints the packages that a run of the command has loaded. */
const PRINT_LOADED = `
process.on("exit", () => {
  const names = Object.keys(require.cache).flatMap((file) => /.*node_modules[\\\\/]((?:@[^\\\\/]+)?[^\\\\/]*)/.exec(file)?.[1] ?? []);
  process.stderr.write("loaded: " + JSON.stringify([...new Set(names)]));
});`;

describe("ecr-kms --help", () => {
  for (const words of [
    ["--help"],
    ["check", "--help"],
    ["doctor", "--help"],
    ["audit", "--help"],
    ["migrate", "--help"],
  ]) {
    it(`loads none of the packages that the work needs: ${words.join(" ")}`, () => {
      const preload = `data:text/javascript,import{createRequire}from"node:module";const require=createRequire(${JSON.stringify(COMMAND)});${encodeURIComponent(PRINT_LOADED)}`;
      const { status, stderr } = spawnSync(process.execPath, ["--import", preload, COMMAND, ...words], {
        encoding: "utf8",
      });
      const loaded = JSON.parse(stderr.slice(stderr.indexOf("loaded: ") + "loaded: ".length)) as readonly string[];
      expect([status, loaded.filter((name) => LATER.includes(name))]).to.deep.equal([0, []]);
      expect(loaded).to.include("commander");
    });
  }
});
