import "cdktf/lib/testing/adapters/jest";
import { EcrRepository } from "@cdktf/provider-aws/lib/ecr-repository";
import { Testing } from "cdktf";
import { planRegistry, policyJson } from "ecr-kms";
import { Hub, topology } from "./main";

describe("the hub", () => {
  const synthesized = Testing.synth(new Hub(Testing.app(), "hub"));

  it("makes the repository", () => {
    expect(synthesized).toHaveResourceWithProperties(EcrRepository, {
      name: "orders",
      image_tag_mutability: "IMMUTABLE",
    });
  });

  it("has the core's key policy", () => {
    const [key] = Object.values<{ policy: string }>(JSON.parse(synthesized).resource.aws_kms_key);
    expect(key?.policy).toBe(policyJson(planRegistry(topology).key.policy));
  });
});
