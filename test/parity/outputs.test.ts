import { TerraformStack, Testing } from "cdktf";
import { expect } from "chai";
import * as cdktf from "../../cdktf";
import * as pulumi from "../../pulumi";
import { runPulumi } from "../support/pulumi-mocks";
import type { Step } from "./cases";
import { PARITY_CASES } from "./cases";

/** What a component has because it is one. */
const OF_EVERY_CDKTF_CONSTRUCT = ["node"];
const OF_EVERY_PULUMI_COMPONENT = ["urn"];

/** Every way in which the cases use a component. */
const STEPS = PARITY_CASES.flatMap(({ accounts }) => Object.values(accounts).flat());
const COMPONENTS = [...new Set(STEPS.map(({ component }) => component))].sort();

describe("outputs of components", () => {
  it("stand in the table of cases for every component that an entry exports", () => {
    expect(classesOf(cdktf)).to.deep.equal(COMPONENTS);
    expect(classesOf(pulumi)).to.deep.equal(COMPONENTS);
  });

  for (const component of COMPONENTS) {
    const steps = STEPS.filter((step) => step.component === component);

    it(`are the same in both toolchains: ${component}`, async () => {
      const inCdktf = steps.flatMap((step) => outputsOf(cdktfComponent(step), OF_EVERY_CDKTF_CONSTRUCT));
      const inPulumi: string[] = [];
      for (const step of steps) inPulumi.push(...outputsOf(await pulumiComponent(step), OF_EVERY_PULUMI_COMPONENT));
      expect(sorted(inPulumi)).to.not.have.lengthOf(0);
      expect(sorted(inPulumi)).to.deep.equal(sorted(inCdktf));
    });
  }
});

type Component = new (...args: unknown[]) => object;

function cdktfComponent({ component, name, config }: Step): object {
  const made = cdktf[component] as Component;
  return new made(new TerraformStack(Testing.app(), "stack"), name, config);
}

async function pulumiComponent({ component, name, config }: Step): Promise<object> {
  const made = pulumi[component] as Component;
  const { result } = await runPulumi(() => new made(name, config));
  return result;
}

/** Public properties and accessors of a component, those that it shares with every other left out. */
function outputsOf(component: object, common: readonly string[]): readonly string[] {
  const accessors = Object.entries(
    Object.getOwnPropertyDescriptors(Object.getPrototypeOf(component) as Record<string, unknown>),
  ).flatMap(([name, descriptor]) => (descriptor.get === undefined ? [] : [name]));
  const properties = Object.entries(component).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  return [...accessors, ...properties].filter((name) => !name.startsWith("__") && !common.includes(name));
}

function classesOf(entry: object): readonly string[] {
  return Object.entries(entry)
    .flatMap(([name, value]) => (typeof value === "function" ? [name] : []))
    .sort();
}

function sorted(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort();
}
