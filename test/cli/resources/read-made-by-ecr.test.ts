import { expect } from "chai";
import { mergeModels } from "../../../cli/model/merge-models";
import type { MadeByEcr } from "../../../cli/model/made-by-ecr";
import { unknown } from "../../../cli/policy/unknown";
import type { InfrastructureResource } from "../../../cli/resources/resource";
import { modelFromResources } from "../../../cli/resources/model-from-resources";
import { ACCOUNT, at, input, modelOf, OTHER, REGION, resource } from "./sample-resources";

const HERE = { accountId: ACCOUNT, region: REGION };
const REPLICATION = "aws_ecr_replication_configuration.all";
const TEMPLATE = "aws_ecr_repository_creation_template.team";
const CACHE = "aws_ecr_pull_through_cache_rule.hub";

function replication(...rule: readonly unknown[]): InfrastructureResource {
  return resource(REPLICATION, { replication_configuration: [{ rule }] });
}

function template(values: Record<string, unknown>): InfrastructureResource {
  return resource(TEMPLATE, { prefix: "team", applied_for: ["REPLICATION"], ...values });
}

const NOTHING: MadeByEcr = { replications: [], pullThroughCaches: [], creationTemplates: [] };

describe("what ECR makes by itself", () => {
  it("is each destination of each rule of a replication", () => {
    const to = (region: unknown): unknown => ({ region, registry_id: OTHER });
    const resources = replication(
      { destination: [to("eu-west-1"), to(unknown("var.region"))] },
      { destination: [to("eu-west-2")], repository_filter: [{ filter: "team/", filter_type: "PREFIX_MATCH" }] },
      { destination: [to("eu-west-3")], repository_filter: unknown("var.filters") },
    );
    const from = { ...HERE, source: at(REPLICATION) };
    expect(modelOf(resources).madeByEcr).to.deep.equal({
      ...NOTHING,
      replications: [
        { ...from, destination: { accountId: OTHER, region: "eu-west-1" } },
        { ...from, destination: { accountId: OTHER, region: "eu-west-2" }, prefixes: ["team/"] },
        { ...from, destination: { accountId: OTHER, region: "eu-west-3" }, prefixes: [unknown("var.filters")] },
        { ...from, destination: { accountId: OTHER, region: unknown("var.region") } },
      ],
    });
  });

  it("is what pull-through caches store", () => {
    const cache = resource(CACHE, { ecr_repository_prefix: "docker-hub" });
    const expected = { ...HERE, source: at(CACHE), prefix: "docker-hub" };
    expect(modelOf(cache).madeByEcr).to.deep.equal({ ...NOTHING, pullThroughCaches: [expected] });
  });

  const encryptions: readonly (readonly [what: string, written: unknown, expected: string])[] = [
    ["AES256 where a template says nothing", undefined, "AES256"],
    ["AES256 where the block is empty", [{}], "AES256"],
    ["KMS where it says so", [{ encryption_type: "KMS", kms_key: "arn" }], "KMS"],
    ["not known where the block is not", unknown("var.encryption"), unknown("var.encryption")],
    ["not known where the type is not", [{ encryption_type: unknown("var.type") }], unknown("var.type")],
  ];
  for (const [what, written, expected] of encryptions) {
    it(`is encrypted with ${what}`, () => {
      const [found] = modelOf(template({ encryption_configuration: written })).madeByEcr?.creationTemplates ?? [];
      expect(found?.encryptionType).to.equal(expected);
    });
  }

  it("is absent where the inputs have nothing of it", () => {
    expect(modelOf(resource("aws_kms_key.key", {}))).not.to.have.property("madeByEcr");
  });

  it("is once what a plan and a state both have, and together what several inputs have", () => {
    const cache = resource(CACHE, { ecr_repository_prefix: "docker-hub" });
    const planned = input("terraform-plan", "plan.json", cache, template({}));
    const deployed = input("terraform-state", "state.json", cache);
    const { madeByEcr } = modelFromResources([planned, deployed]);
    expect(madeByEcr?.pullThroughCaches.map(({ source }) => source.input)).to.deep.equal(["plan.json"]);
    const separate = [planned, deployed].map((each) => modelFromResources([each]));
    expect(mergeModels(separate).madeByEcr?.creationTemplates).to.deep.equal(madeByEcr?.creationTemplates);
    expect(mergeModels([...separate].reverse())).to.deep.equal(mergeModels(separate));
  });
});
