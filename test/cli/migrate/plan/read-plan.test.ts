import { expect } from "chai";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { planMigration } from "../../../../cli/migrate/plan/plan-migration";
import { planText } from "../../../../cli/migrate/plan/plan-text";
import { checkedPlan, readPlan } from "../../../../cli/migrate/plan/read-plan";
import { refusalOf } from "../../../support/thrown";
import { fakeAws } from "../fake-aws";
import { digestOf, fullRegistry, KEY, sampleImages } from "../sample-registry";

/** A plan as JSON, to be spoilt. */
interface Loose {
  [field: string]: unknown;
  source: Record<string, unknown>;
  destination: Record<string, unknown> & { encryption: Record<string, unknown> };
  manifests: (Record<string, unknown> & { digest: string; tags: string[]; children: string[] })[];
  totals: Record<string, unknown>;
}

describe("reading a plan", () => {
  let folder: string;
  let text: string;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "ecr-kms-plan-"));
    const { sessions } = fakeAws(fullRegistry(sampleImages()));
    text = planText(await planMigration(sessions, { repository: "orders", key: KEY }));
  });

  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("gives what was written", () => {
    const file = join(folder, "plan.json");
    writeFileSync(file, text);
    expect(planText(readPlan(file))).to.equal(text);
  });

  it("keeps a resource tag of a name that JavaScript gives a meaning", () => {
    const plan = JSON.parse(text) as Loose;
    plan.destination["tags"] = JSON.parse('{"__proto__":"a","constructor":"b"}') as unknown;
    expect(Object.entries(checkedPlan(plan, "plan.json").destination.tags)).to.deep.equal([
      ["__proto__", "a"],
      ["constructor", "b"],
    ]);
  });

  it("refuses a file that is cut short, wherever", () => {
    const file = join(folder, "cut.json");
    for (let length = 0; length < text.trimEnd().length; length += 97) {
      writeFileSync(file, text.slice(0, length));
      expect(refusalOf(() => readPlan(file)).message).to.include("make the plan again with ecr-kms migrate plan");
    }
  });

  it("refuses a file that is not there", () => {
    expect(refusalOf(() => readPlan(join(folder, "none.json"))).message).to.include("there is no such file");
  });

  const SPOILT: readonly [string, (plan: Loose) => void, string][] = [
    ["another version", (plan) => (plan["formatVersion"] = 2), "formatVersion: is not 1: it is 2"],
    [
      "a tag of another kind",
      (plan) => (plan.destination["tags"] = { team: 1 }),
      "destination.tags.team: is a number, not a text",
    ],
    [
      "one that JavaScript hides",
      (plan) => (plan.destination["tags"] = JSON.parse('{"__proto__":{}}') as unknown),
      "destination.tags.__proto__: is an object, not a text",
    ],
    [
      "an encryption that is none",
      (plan) => (plan.destination.encryption["type"] = "AES256"),
      'destination.encryption.type: "AES256" is not one of its values',
    ],
    ["missing tags", (plan) => delete plan.destination["tags"], "destination.tags: is missing"],
    ["a missing field", (plan) => delete plan.source["uri"], "source.uri: is missing"],
    ["an unknown field", (plan) => (plan["extra"] = 1), "extra: is not known here"],
    [
      "a digest that is none",
      (plan) => (plan.manifests[1] = { ...at(plan, 1), digest: "sha256:1" }),
      'manifests[1].digest: is not a digest (sha256: and 64 hexadecimal digits): "sha256:1"',
    ],
    ["a line that is lost", (plan) => plan.manifests.pop(), "totals.manifests: says 7, but 6 manifests are here"],
    ["a tag that is lost", (plan) => at(plan, 3).tags.pop(), "totals.tags: says 3, but 2 tags are here"],
    [
      "a tag in two places",
      (plan) => at(plan, 0).tags.push("latest"),
      "manifests[3].tags: latest is a tag of manifests[0] as well",
    ],
    ["what is not a tag", (plan) => at(plan, 0).tags.push("--help"), "manifests[0].tags: holds what cannot be a tag"],
    [
      "an index before its images",
      (plan) => plan.manifests.unshift(...plan.manifests.splice(3, 1)),
      "has to stand before it",
    ],
    ["a line twice", (plan) => plan.manifests.push(at(plan, 0)), "manifests[7].digest: stands in the list twice"],
    [
      "the source as destination",
      (plan) => Object.assign(plan.destination, plan.source, { encryption: plan.destination.encryption }),
      "destination.arn: is the source",
    ],
    ["a name that does not fit the ARN", (plan) => (plan.source["name"] = "payments"), "source.arn: does not fit"],
    [
      "another registry's address",
      (plan) => (plan.destination["uri"] = "evil.example/orders-kms"),
      "destination.uri: does not fit",
    ],
    [
      "an address that only begins and ends like ECR's: a password is sent there",
      (plan) => (plan.source["uri"] = "123456789012.evil.example/orders"),
      "source.uri: does not fit the Region, account and name beside it",
    ],
    [
      "the address of another Region",
      (plan) => (plan.source["uri"] = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/orders"),
      "source.uri: does not fit",
    ],
    [
      "the source as destination, under the ARN of another partition",
      (plan) => {
        const { encryption } = plan.destination;
        Object.assign(plan.destination, plan.source, { encryption });
        plan.destination["arn"] = String(plan.source["arn"]).replace("arn:aws:", "arn:aws-cn:");
      },
      "destination.arn: is the source",
    ],
    [
      "a name that would be more than one word of a command",
      (plan) => {
        for (const field of ["name", "arn", "uri"]) {
          plan.destination[field] = String(plan.destination[field]).replace("orders-kms", "orders; reboot");
        }
      },
      "destination.name: is not a repository name",
    ],
    [
      "a field that every object has",
      (plan) => Object.assign(plan, { constructor: 1 }),
      "constructor: is not known here",
    ],
    [
      "an alias for the key",
      (plan) => (plan.destination.encryption["keyArn"] = "alias/x"),
      "destination.encryption.keyArn: is not the ARN of a key",
    ],
    [
      "a policy that is not JSON",
      (plan) => (plan.destination["repositoryPolicy"] = "{"),
      "destination.repositoryPolicy: is not valid JSON",
    ],
    ["a negative size", (plan) => (plan.totals["bytes"] = -1), "totals.bytes: is not a number from 0 up: -1"],
    [
      "children that are not digests",
      (plan) => (at(plan, 3).children = ["x"]),
      'manifests[3].children[0]: is not a digest (sha256: and 64 hexadecimal digits): "x"',
    ],
    [
      "a time that is none",
      (plan) => (plan["madeAt"] = "yesterday"),
      'madeAt: is not a time (2026-01-31T12:00:00.000Z): "yesterday"',
    ],
  ];
  for (const [name, spoil, says] of SPOILT) {
    it(`refuses ${name}`, () => {
      const plan = JSON.parse(text) as Loose;
      spoil(plan);
      expect(refusalOf(() => checkedPlan(plan, "plan.json")).message).to.include(
        `plan.json: ${says}`.replace("plan.json: has", "has"),
      );
    });
  }

  it("tells all that is wrong at once", () => {
    const problems = refusalOf(() => checkedPlan({ manifests: [{ digest: digestOf("x") }] }, "plan.json")).problems;
    expect(problems.map(({ path }) => path)).to.include.members([
      "plan.json: source",
      "plan.json: totals",
      "plan.json: manifests[0].tags",
    ]);
  });

  it("refuses what is not an object", () => {
    for (const json of [null, [], "plan", 1]) {
      expect(refusalOf(() => checkedPlan(json, "plan.json")).problems).to.have.length(1);
    }
  });
});

function at(plan: Loose, index: number): Loose["manifests"][number] {
  const found = plan.manifests[index];
  if (found === undefined) throw new Error(`there is no manifest ${index}`);
  return found;
}
