import { expect } from "chai";
import { isUnknown } from "../../../../cli/policy/unknown";
import type { ReadOptions } from "../../../../cli/resources/resource";
import { RECIPES } from "../../fixtures/terraform/record";
import type { Projection } from "./projection";
import { fixtureJson, project, readFixture } from "./projection";

/** What the fixtures do not say themselves. */
const ASKED: Readonly<Record<string, ReadOptions>> = {
  "json-texts": { region: "eu-west-1" },
  "no-account": { accountId: "555555555555", region: "ap-southeast-2" },
};

/** What a key has without a policy in the configuration, in the account of the fixtures without one. */
const DEFAULT_KEY_POLICY = {
  Version: "2012-10-17",
  Id: "key-default-1",
  Statement: [
    {
      Sid: "Enable IAM User Permissions",
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::123456789012:root" },
      Action: "kms:*",
      Resource: "*",
    },
  ],
};

const APPLIED = Object.entries(RECIPES).flatMap(([name, { applied }]) => (applied ? [name] : []));

describe("recorded Terraform plans", () => {
  for (const name of Object.keys(RECIPES)) {
    it(`reads ${name}`, () => {
      expect(project(readFixture(name, "plan", ASKED[name]))).to.deep.equal(fixtureJson(name, "expected.json"));
    });
  }
});

describe("recorded Terraform states", () => {
  for (const name of APPLIED) {
    it(`finds the accounts of ${name} that its plan was for`, () => {
      const plan = managed(project(readFixture(name, "plan")));
      const state = managed(project(readFixture(name, "state")));
      expect(state).to.deep.equal(plan.map((line) => line.replace(/ create$/, "")));
    });

    it(`holds the policies of ${name} that its plan showed`, () => {
      const plan = project(readFixture(name, "plan")).policies;
      const state = project(readFixture(name, "state")).policies;
      const shown = Object.keys(plan).map((address) => [address, state[address]]);
      expect(agreeing(plan, state)).to.deep.equal(Object.fromEntries(shown));
      const defaults = Object.keys(state).filter((address) => !(address in plan));
      expect(defaults.map((address) => state[address])).to.deep.equal(defaults.map(() => DEFAULT_KEY_POLICY));
    });

    it(`holds the keys of the repositories of ${name} that its plan showed`, () => {
      const plan = project(readFixture(name, "plan")).encryption;
      const state = project(readFixture(name, "state")).encryption;
      const written = Object.entries(plan).filter(([, encryption]) => !JSON.stringify(encryption).includes("nothing"));
      expect(written).to.deep.equal(written.map(([address]) => [address, state[address]]));
    });
  }
});

function managed({ resources }: Projection): readonly string[] {
  return resources.filter((line) => !/(^|\.)data\./.test(line)).sort();
}

/** The planned value with what it does not know taken from the state. */
function agreeing(planned: unknown, deployed: unknown): unknown {
  if (isUnknown(planned)) return deployed;
  if (Array.isArray(planned) && Array.isArray(deployed)) {
    // Sorted by what is known: an unknown element is the one that is left.
    const known = planned.filter((each) => !isUnknown(each)) as unknown[];
    const left = deployed.filter((each) => typeof each === "string" && !known.includes(each)) as unknown[];
    const complete = planned.map((each, index) => (isUnknown(each) ? left.shift() : agreeing(each, deployed[index])));
    return complete.some((each) => typeof each === "string") ? complete.sort() : complete;
  }
  if (typeof planned !== "object" || planned === null) return planned;
  const other = deployed as Readonly<Record<string, unknown>>;
  return Object.fromEntries(Object.entries(planned).map(([name, value]) => [name, agreeing(value, other[name])]));
}
