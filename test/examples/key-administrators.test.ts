import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { App } from "cdktf";
import { TerraformStack } from "cdktf";
import { expect } from "chai";
import { RegistryHub, SpokeAccess } from "../../cdktf";
import { proveAccess } from "../../cli/access";
import type { RegistryTopology } from "../../shared";
import { synthesize } from "../support/deployment";

const REGISTRY = "123456789012";
const ADMINISTRATOR = `arn:aws:iam::${REGISTRY}:role/key-admin`;
const REPOSITORY = `arn:aws:ecr:us-east-1:${REGISTRY}:repository/orders`;

for (const principalStrategy of ["arn-condition", "exact"] as const) {
  describe(`a role in keyAdministrators, with principalStrategy "${principalStrategy}"`, () => {
    const topology: RegistryTopology = {
      region: "us-east-1",
      registryAccountId: REGISTRY,
      principalStrategy,
      keyAdministrators: [ADMINISTRATOR],
      repositories: { orders: { pull: ["222222222222"] } },
    };
    let work: string;

    before(() => {
      work = mkdtempSync(join(tmpdir(), "ecr-kms-administrators-"));
    });

    after(() => {
      rmSync(work, { recursive: true, force: true });
    });

    it("manages the key, and only that, with the IAM policy of a SpokeAccess in the key account", async () => {
      const folder = join(work, "with");
      synthesize(program(topology, true), folder);
      const access = await proveAccess(folder);
      expect(access.can(ADMINISTRATOR, "administer-key", REPOSITORY)).to.equal("allowed");
      expect(access.can(ADMINISTRATOR, "pull", REPOSITORY)).to.equal("denied");
      expect(access.can(ADMINISTRATOR, "push", REPOSITORY)).to.equal("denied");
    });

    it("manages nothing without one, where the account's root is the principal", async () => {
      const folder = join(work, "without");
      synthesize(program(topology, false), folder);
      const access = await proveAccess(folder);
      const expected = principalStrategy === "exact" ? "allowed" : "denied";
      expect(access.can(ADMINISTRATOR, "administer-key", REPOSITORY)).to.equal(expected);
    });
  });
}

function program(topology: RegistryTopology, withAccess: boolean): (app: App) => void {
  return (app) => {
    const stack = new TerraformStack(app, "registry");
    const roleArn = `arn:aws:iam::${REGISTRY}:role/OrganizationAccountAccessRole`;
    new AwsProvider(stack, "aws", { region: topology.region, assumeRole: [{ roleArn }] });
    const statement = { Effect: "Allow", Principal: { Service: "codebuild.amazonaws.com" }, Action: "sts:AssumeRole" };
    const assumeRolePolicy = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
    const role = new IamRole(stack, "key-admin", { name: "key-admin", assumeRolePolicy });
    new RegistryHub(stack, "hub", { topology });
    const roles = { "key-admin": role.name };
    if (withAccess) new SpokeAccess(stack, "administrator", { topology, accountId: REGISTRY, roles });
  };
}
