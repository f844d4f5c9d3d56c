import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { planRegistry, PolicyError } from "../../shared";
import { blocksOf, pageText } from "./pages";

const ROOT = join(__dirname, "..", "..");
const PACKAGE = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
  readonly engines: { readonly node: string };
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
};

/** The rows of "Compatible versions": what → what is supported, what was tested. */
const VERSIONS: Readonly<Record<string, readonly [supported: string, tested: string]>> = Object.fromEntries(
  [...(pageText("README.md").split("## Compatible versions")[1]?.split("\n## ")[0] ?? "").matchAll(/^\|(.*)\|$/gm)]
    .map(([, row = ""]) => row.split(" | ").map((cell) => cell.trim().replaceAll("`", "")))
    .map(([what = "", supported = "", tested = ""]) => [what, [supported, tested]]),
);

describe("README.md", () => {
  it("says of each command where it runs: test/consumers/readme.spec.ts runs it there, or .ci/run in a checkout", () => {
    const blocks = blocksOf("README.md").filter(({ language }) => language === "sh");
    expect(blocks).to.have.length.greaterThan(6);
    expect(blocks.filter(({ marks }) => marks["in"] === undefined).map(({ place }) => place)).to.deep.equal([]);
  });

  it("names the set-up commands that .ci/run runs", () => {
    const blocks = blocksOf("README.md").filter(({ marks }) => marks["in"] === "ci");
    const commands = blocks.flatMap(({ text }) => text.split(/ && | #.*|\n/)).filter((command) => command !== "");
    expect(commands).to.deep.equal(["npm ci", "npm start", "npm ci", "npm test"]);
    expect(readFileSync(join(ROOT, ".ci", "run"), "utf8").split("\n")).to.include.members(commands);
  });

  it("gives the versions that package.json asks for", () => {
    expect(VERSIONS["Node"]?.[0]).to.equal(PACKAGE.engines.node);
    for (const [peer, range] of Object.entries(PACKAGE.peerDependencies)) {
      expect(VERSIONS[peer]?.[0], peer).to.equal(range);
      expect(VERSIONS[peer]?.[1].split(", "), peer).to.include(PACKAGE.devDependencies[peer]);
    }
  });

  it("quotes the error that the core throws", () => {
    const quoted = blocksOf("README.md").find(({ text }) => text.startsWith("PolicyError: "))?.text;
    const orders = { push: ["ci-role"], pull: ["*"] };
    const topology = { region: "us-east-1", registryAccountId: "123456789012", repositories: { orders } };
    expect(() => planRegistry(topology))
      .to.throw(PolicyError)
      .that.satisfies((error: PolicyError) => `${String(error)}\n` === quoted);
  });
});
