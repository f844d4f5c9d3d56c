import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { runCli } from "../support/run-cli";

const HUB = "111111111111";
const CI = `arn:aws:iam::${HUB}:role/ci`;
const WEB = `arn:aws:iam::${HUB}:role/web`;

/** A state of a repository whose policy lets in a role, and of a role that it only reads. */
const STATE = {
  format_version: "1.0",
  values: {
    root_module: {
      resources: [
        managed("aws_ecr_repository.orders", {
          name: "orders",
          arn: `arn:aws:ecr:eu-central-1:${HUB}:repository/orders`,
          registry_id: HUB,
        }),
        managed("aws_ecr_repository_policy.orders", {
          repository: "orders",
          registry_id: HUB,
          policy: policyOf({ AWS: CI }, "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"),
        }),
        {
          ...managed("aws_iam_role.web", { arn: WEB, name: "web", id: "web" }),
          mode: "data",
          address: "data.aws_iam_role.web",
        },
        managed("aws_iam_role_policy.web", {
          role: "web",
          name: "pull",
          policy: policyOf(undefined, "ecr:GetAuthorizationToken"),
        }),
        managed("aws_iam_role_policy.ci", {
          role: "ci",
          name: "login",
          policy: policyOf(undefined, "ecr:GetAuthorizationToken"),
        }),
      ],
    },
  },
};

function managed(address: string, values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const [type, name] = address.split(".");
  return { address, mode: "managed", type, name, values };
}

function policyOf(principal: unknown, ...actions: readonly string[]): string {
  const who = principal === undefined ? { Resource: "*" } : { Principal: principal };
  return JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...who, Action: actions }] });
}

interface Report {
  readonly principals: readonly { readonly name: string }[];
  readonly cells: readonly {
    readonly operation: string;
    readonly documented: string;
    readonly principals: readonly number[];
  }[];
  readonly gaps: readonly { readonly id: string; readonly message: string; readonly affectsAccess: boolean }[];
}

describe("ecr-kms check, of roles that exist already", () => {
  let folder: string;

  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "ecr-kms-others-")));
    writeFileSync(join(folder, "state.json"), JSON.stringify(STATE));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function reportWith(principals: Readonly<Record<string, string>>): Report {
    const settings: Record<string, unknown> = {};
    for (const [arn, otherPolicies] of Object.entries(principals)) settings[arn] = { otherPolicies };
    writeFileSync(join(folder, "ecr-kms.config.json"), JSON.stringify({ principals: settings }));
    const { code, stdout, stderr } = runCli(["check", "state.json", "--format", "json"], folder);
    expect({ code, stderr }).to.deep.equal({ code: 0, stderr: "" });
    return JSON.parse(stdout) as Report;
  }

  function answer({ principals, cells }: Report, name: string, operation: string): string | undefined {
    const row = principals.findIndex((each) => each.name === name);
    return cells.find((each) => each.operation === operation && each.principals.includes(row))?.documented;
  }

  // The repository policy lets ci pull; nothing says anything about web.
  const cases: readonly (readonly [
    name: string,
    settings: Readonly<Record<string, string>>,
    answers: readonly [ciPulls: string, ciPushes: string, webPulls: string],
  ])[] = [
    ["nobody says what they may do", {}, ["unknown", "unknown", "unknown"]],
    ["there are none", { [CI]: "none", [WEB]: "none" }, ["allowed", "denied", "denied"]],
    ["they may allow", { [CI]: "may-allow", [WEB]: "may-allow" }, ["allowed", "unknown", "unknown"]],
    ["they may deny", { [CI]: "may-deny", [WEB]: "may-deny" }, ["unknown", "denied", "denied"]],
    ["one setting is for all", { "*": "none" }, ["allowed", "denied", "denied"]],
    ["an ARN goes before a pattern", { "*": "none", [CI]: "may-deny" }, ["unknown", "denied", "denied"]],
    [
      "the pattern with more characters counts",
      { [`arn:aws:iam::${HUB}:role/c*`]: "may-allow", "arn:aws:iam::*": "none", "*": "may-deny" },
      ["allowed", "unknown", "denied"],
    ],
  ];
  for (const [name, settings, answers] of cases) {
    it(`of whose other policies ${name}`, () => {
      const report = reportWith(settings);
      const found = [answer(report, "ci", "pull"), answer(report, "ci", "push"), answer(report, "web", "pull")];
      expect(found).to.deep.equal(answers);
    });
  }

  it("says which settings match nobody, which changes nothing else", () => {
    const { gaps } = reportWith({ [`${CI}x`]: "none", "arn:aws:iam::222222222222:role/*": "none", [WEB]: "none" });
    expect(gaps.map(({ id, message, affectsAccess }) => [id, message, affectsAccess])).to.deep.equal([
      [
        "unmatched-setting principals",
        `No role or user of the inputs matches ${CI}x (did you mean ${CI}?) or arn:aws:iam::222222222222:role/*: what is set for it changes nothing.`,
        false,
      ],
    ]);
  });

  it("names the setting where an answer depends on what they may do", () => {
    for (const arn of [CI, WEB]) {
      const { stdout } = runCli(["check", "state.json", "--explain", arn, "orders", "pull"], folder);
      expect(stdout.replace(/\s+/g, " ")).to.include(`"principals": { "${arn}": { "otherPolicies": "none" } }`);
    }
  });
});
