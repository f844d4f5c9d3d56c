import { expect } from "chai";
import { gapOf } from "../../../cli/model/gap";
import type { AccessModel, Principal, Repository } from "../../../cli/model/access-model";
import { mergeModels } from "../../../cli/model/merge-models";
import { unknown } from "../../../cli/policy/unknown";
import {
  at,
  input,
  key,
  KEY_ARN,
  model,
  PULL,
  PULL_TEXT,
  resource,
  role,
  roleArn,
} from "../resources/sample-resources";
import { modelFromResources } from "../../../cli/resources/model-from-resources";

const plan = modelFromResources([
  input(
    "terraform-plan",
    "plan.json",
    key(),
    role("ci"),
    resource("aws_ecr_repository.a", { name: "a" }),
    resource("aws_iam_role_policy.p", { role: "ci", name: "pull", policy: PULL_TEXT }),
  ),
]);

const [repository] = plan.repositories as [Repository];
const [ci] = plan.principals as [Principal];

const topology: AccessModel = model({
  inputs: [{ kind: "topology", path: "topology.json" }],
  accounts: [{ id: "333333333333" }, { id: "111111111111", name: "hub", organizationPath: "o-1/r-1/" }],
  repositories: [
    { ...repository, source: at("repositories.a", "topology.json"), scanOnPush: true },
    { ...repository, arn: `${repository.arn}b`, name: "ab", source: at("repositories.ab", "topology.json") },
  ],
  principals: [
    { ...ci, source: at("principals.0", "topology.json"), policies: [{ name: "planned", policy: PULL }] },
    { arn: roleArn("z"), kind: "role", accountId: "111111111111", name: "z", policies: [], policiesUnseen: true },
  ],
});

describe("mergeModels", () => {
  it("gives what models have together, each thing once", () => {
    const [documentOfPlan] = ci.policies;
    expect(mergeModels([topology, plan])).to.deep.equal({
      inputs: [
        { kind: "terraform-plan", path: "plan.json" },
        { kind: "topology", path: "topology.json" },
      ],
      accounts: [{ id: "111111111111", name: "hub", organizationPath: "o-1/r-1/" }, { id: "333333333333" }],
      keys: plan.keys,
      aliases: [],
      repositories: [repository, topology.repositories[1]],
      principals: [{ ...ci, policies: [documentOfPlan, { name: "planned", policy: PULL }] }, topology.principals[1]],
      registryPolicies: [],
      grants: [],
      gaps: [],
    });
  });

  it("leaves one model as it is, and makes an empty one of none", () => {
    expect(mergeModels([plan])).to.deep.equal(plan);
    expect(mergeModels([])).to.deep.equal(model({ inputs: [], accounts: [] }));
  });

  it("believes a plan before a topology, and a topology before a state, in any order", () => {
    const state = modelFromResources([
      input("terraform-state", "state.json", resource("aws_ecr_repository.a", { name: "a" })),
    ]);
    const inputOf = (...models: readonly AccessModel[]): unknown => mergeModels(models).repositories[0]?.source?.input;
    expect(inputOf(state, topology)).to.equal("topology.json");
    expect(inputOf(topology, state)).to.equal("topology.json");
    expect(inputOf(state, topology, plan)).to.equal("plan.json");
    expect(mergeModels([state, plan, topology])).to.deep.equal(mergeModels([topology, plan, state]));
  });

  it("knows the input of a stack in a folder", () => {
    const folder = model({
      inputs: [{ kind: "cdktf-output", path: "cdktf.out" }],
      repositories: [{ ...repository, source: at("aws_ecr_repository.a", "cdktf.out#hub") }],
    });
    expect(mergeModels([topology, folder]).repositories[0]?.source?.input).to.equal("cdktf.out#hub");
  });

  it("takes policies as not seen only when nobody saw them", () => {
    const unseen: AccessModel = model({
      principals: [
        { ...ci, policies: [], policiesUnseen: true, permissionsBoundary: { name: "b", policy: unknown("b") } },
      ],
    });
    const [merged] = mergeModels([unseen, plan]).principals;
    expect(merged).to.deep.equal({ ...ci, permissionsBoundary: { name: "b", policy: unknown("b") } });
    expect(mergeModels([unseen, unseen]).principals[0]?.policiesUnseen).to.equal(true);
  });

  it("keeps a permissions boundary that only one model has", () => {
    const boundary = { name: "b", policy: unknown("b") };
    const bounded = model({
      inputs: [{ kind: "terraform-state", path: "state.json" }],
      principals: [{ ...ci, source: at("aws_iam_role.ci", "state.json"), permissionsBoundary: boundary }],
    });
    expect(mergeModels([bounded, plan]).principals[0]?.permissionsBoundary).to.deep.equal(boundary);
  });

  it("merges registry policies, grants and gaps", () => {
    const document = (file: string): AccessModel["registryPolicies"][number] => ({
      accountId: "1",
      region: "r",
      document: { name: "registry policy", source: at("x", file), policy: PULL },
    });
    const grant = { keyArn: KEY_ARN, granteePrincipal: roleArn("x"), operations: ["Decrypt"] };
    const gap = gapOf("same-resource", at("x", "plan.json"), "m");
    const first = { ...plan, registryPolicies: [document("plan.json")], grants: [grant], gaps: [gap] };
    const second = { ...topology, registryPolicies: [document("topology.json")], grants: [grant], gaps: [gap] };
    const { registryPolicies, grants, gaps } = mergeModels([second, first]);
    expect({ registryPolicies, grants, gaps }).to.deep.equal({
      registryPolicies: [document("plan.json")],
      grants: [grant],
      gaps: [gap],
    });
  });
});
