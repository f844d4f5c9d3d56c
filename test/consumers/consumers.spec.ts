import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { expect } from "chai";
import type { Consumer, Tarballs } from "./consumer";
import { install, pack, run } from "./consumer";

const TYPES = { command: ["tsc", "--noEmit", "--strict", "--skipLibCheck", "--types", "node"], once: true } as const;

const PULUMI_HUB = `arn:hub-key
aws:ecr/repository:Repository
aws:ecr/repositoryPolicy:RepositoryPolicy
aws:kms/alias:Alias
aws:kms/key:Key
ecr-kms:index:RegistryHub
ecr-kms:index:RepositoryKey
pulumi:providers:aws
pulumi:pulumi:Stack
`;

const CDKTF: Omit<Consumer, "name"> = {
  program: "cdktf",
  runs: [{ command: ["tsc", "--noEmit"], once: true }, { command: ["ts-node", "main.ts"] }, { command: ["jest"] }],
};

const CONSUMERS: readonly Consumer[] = [
  {
    name: "pulumi-commonjs",
    runs: [
      { ...TYPES, command: [...TYPES.command, "--module", "nodenext", "index.ts", "wrong-arguments.ts"] },
      { command: ["node", "host.cjs"], prints: PULUMI_HUB },
    ],
  },
  {
    name: "pulumi-esm",
    runs: [{ command: ["tsc", "--noEmit"], once: true }, { command: ["node", "host.mjs"] }],
  },
  { name: "cdktf", ...CDKTF },
  {
    name: "cdktn",
    ...CDKTF,
    rename: (text) => text.replaceAll("@cdktf/", "@cdktn/").replaceAll(/(["/])cdktf(["/])/g, "$1cdktn$2"),
  },
  {
    name: "javascript",
    runs: [
      { command: ["node", "index.js"], prints: "true orders\n" },
      { command: ["node", "index.mjs"], prints: "true INVALID_ACCOUNT_ID,EMPTY_TOPOLOGY\n" },
    ],
  },
  {
    name: "command-line",
    runs: [
      { ...TYPES, command: [...TYPES.command, "--module", "nodenext", "index.ts"] },
      { command: ["ecr-kms", "--version"], prints: "0.1.0\n" },
      { command: ["ecr-kms", "check", "topology.json"] },
    ],
  },
];

/** Folders with a `node`, one for each version; @default - the one that runs this */
const NODES = (process.env["CONSUMER_NODES"] ?? "").split(delimiter).filter((folder) => folder !== "");

describe("what is published, installed by", function () {
  let work: string;
  let tarballs: Tarballs;

  before(() => {
    work = mkdtempSync(join(tmpdir(), "ecr-kms-consumers-"));
    tarballs = pack(join(work, "packed"));
  });

  after(() => {
    rmSync(work, { recursive: true, force: true });
  });

  for (const consumer of CONSUMERS) {
    describe(consumer.name, () => {
      const folder = (): string => join(work, consumer.name);

      it("installs with the peers that it names and no others", () => {
        install(consumer, folder(), tarballs);
      });

      for (const each of consumer.runs) {
        for (const node of each.once === true ? [undefined] : [undefined, ...NODES]) {
          it(`runs ${each.command.join(" ")}${node === undefined ? "" : ` with ${node}`}`, () => {
            const printed = run(each, folder(), node);
            if (each.prints !== undefined) expect(printed).to.equal(each.prints);
          });
        }
      }
    });
  }
});
