import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { Installed } from "../../scripts/dependencies";
import { dependenciesPage, libraryTree, OF_PEERS, peers, PERMISSIVE, runtimeTree } from "../../scripts/dependencies";

const ROOT = join(__dirname, "..", "..");

function named({ name, license }: Installed): string {
  return `${name}: ${license}`;
}

describe("the dependencies", () => {
  it("are described by docs/dependencies.md as they are", () => {
    const page = readFileSync(join(ROOT, "docs", "dependencies.md"), "utf8");
    expect(page).to.equal(dependenciesPage(), "run: node --import tsx scripts/dependencies.ts");
  });

  it("of the library are none", () => {
    const { dependencies, optionalDependencies } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
      dependencies?: unknown;
      optionalDependencies?: unknown;
    };
    expect([dependencies, optionalDependencies]).to.deep.equal([undefined, undefined]);
    expect(libraryTree()).to.deep.equal([]);
  });

  it("of the command line have licences that everybody can use", () => {
    const others = runtimeTree("cli").filter(({ license }) => !PERMISSIVE.has(license));
    expect(others.map(named)).to.deep.equal([]);
  });

  it("that users choose themselves have licences that everybody can use", () => {
    expect(
      peers()
        .filter(({ license }) => !OF_PEERS.has(license))
        .map(named),
    ).to.deep.equal([]);
  });

  it("have hashes in the lockfile", () => {
    expect([...runtimeTree("cli"), ...peers()].filter(({ hasHash }) => !hasHash).map(named)).to.deep.equal([]);
  });

  it("of the tests are in nothing that users install", function () {
    const dist = join(ROOT, "cli", "dist");
    if (!existsSync(join(dist, "main.js"))) this.skip();
    const loading = readdirSync(dist).filter(
      (file) => file.endsWith(".js") && readFileSync(join(dist, file), "utf8").includes('("@cloud-copilot/'),
    );
    expect(loading).to.deep.equal([]);
  });
});
