import { expect } from "chai";
import type { StatementJson } from "../../../../cli/policy/policy-json";
import { unknown } from "../../../../cli/policy/unknown";
import type { OperationId } from "../../../../cli/proof/proof";
import { proveAccessModel } from "../../../../cli/proof/prove";
import { allow, document, HUB, model, principal, repository, role } from "../models";

/** What the search in random sets found once. */
describe("access that no row showed", () => {
  const everybody = (Condition: StatementJson["Condition"]): StatementJson => ({
    Effect: "Allow",
    Principal: "*",
    Action: "ecr:*",
    ...(Condition === undefined ? {} : { Condition }),
  });
  const toService = (service: string): StatementJson => ({ ...everybody(undefined), Principal: { Service: service } });

  it("of services that no statement names, beside one that is named", async () => {
    const notByEndpoint = { StringNotEqualsIfExists: { "aws:SourceVpce": "vpce-bbbbbbbb" } };
    const parties = await partiesOf("pull", toService("codebuild.amazonaws.com"), everybody(notByEndpoint));
    expect(parties).to.deep.include({ anyone: notByEndpoint });
  });

  it("of a service that a condition names", async () => {
    const asService = { StringEquals: { "aws:PrincipalServiceName": "ecs.amazonaws.com" } };
    expect(await partiesOf("pull", everybody(asService))).to.have.length(1);
  });

  it("of nobody beyond those who are named, where a Deny asks for true or false", async () => {
    const deny: StatementJson = {
      ...everybody({ Bool: { "aws:MultiFactorAuthPresent": "true" } }),
      Effect: "Deny",
    };
    const policy = document("repository policy", deny, everybody(undefined));
    const proof = await proveAccessModel(model({ repositories: [repository({ policy })] }));
    const parties = proof.partiesBeyond(0, "pull", "documented", []).flatMap(({ party }) => party.name ?? []);
    expect(parties).to.have.length(1);
    expect(proof.partiesBeyond(0, "pull", "documented", parties)).to.deep.equal([]);
  });

  it("of functions of Lambda, where a principal that is not known may be everybody", async () => {
    const policy: StatementJson = { ...everybody(undefined), Principal: { AWS: unknown("var.who") } };
    expect(await partiesOf("pull-by-lambda", policy)).to.have.length(1);
  });

  it("to delete a repository, where a resource control policy seems to deny retiring its grants", async () => {
    const everything = { Effect: "Deny", Principal: "*", Action: "kms:*", Resource: "*" } as const;
    const resourceControlPolicies = [{ id: "r-ab12", policies: [document("RCP", everything)] }];
    const accounts = [{ id: HUB, resourceControlPolicies }];
    const principals = [principal(role(HUB, "tf"), [allow("*")])];
    for (const encryption of [{}, { encryption: { type: "KMS" } as const }]) {
      const proof = await proveAccessModel(model({ accounts, principals, repositories: [repository(encryption)] }));
      expect(proof.cell(0, 0, "delete-repository").documented).to.equal("allowed");
    }
  });
});

async function partiesOf(operation: OperationId, ...statements: StatementJson[]): Promise<readonly unknown[]> {
  const policy = document("repository policy", ...statements);
  const proof = await proveAccessModel(model({ repositories: [repository({ policy })] }));
  return proof.partiesBeyond(0, operation, "two-way", []).map(({ party }) => party.name);
}
