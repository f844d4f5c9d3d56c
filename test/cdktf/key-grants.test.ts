import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { TerraformOutput, TerraformStack, Testing } from "cdktf";
import { expect } from "chai";
import { EncryptedRepository, KeyGrants, RegistryHub } from "../../cdktf";
import type { RegistryTopology } from "../../shared";
import { planRegistry } from "../../shared";

const REGISTRY = "123456789012";
const KEY_ARN = `arn:aws:kms:us-east-1:${REGISTRY}:key/12345678-1234-1234-1234-123456789012`;

type Grants = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** The grants that a program synthesizes, by their address. */
function grantsOf(program: (stack: TerraformStack) => void): Grants {
  const stack = new TerraformStack(Testing.app(), "stack");
  program(stack);
  return grantsIn(stack);
}

function grantsIn(stack: TerraformStack): Grants {
  const json = JSON.parse(Testing.synth(stack)) as { resource: { aws_kms_grant?: Grants } };
  return json.resource.aws_kms_grant ?? {};
}

const topologyWith = (pull: readonly string[]): RegistryTopology => ({
  region: "us-east-1",
  registryAccountId: REGISTRY,
  kmsAccess: "kms-grants",
  repositories: { "team/app": { pull } },
});

describe("cdktf constructs with kms-grants", () => {
  it("make one grant for each of 2,000 roles, each with an address of its own", () => {
    const roles = Array.from({ length: 2_000 }, (_, index) => `arn:aws:iam::${200_000_000_000 + index}:role/puller`);
    const repositories = Object.fromEntries(
      Array.from({ length: 20 }, (_, index) => [`app-${index}`, { pull: roles.slice(index * 100, index * 100 + 100) }]),
    );
    const topology = { ...topologyWith([]), repositories };
    const grants = Object.values(grantsOf((stack) => new RegistryHub(stack, "hub", { topology })));
    const planned = planRegistry(topology).key.grants;
    expect(planned).to.have.length(2_000);
    expect(
      grants.map(({ name, grantee_principal, operations, constraints }) => ({
        name,
        grantee_principal,
        operations,
        constraints,
      })),
    ).to.have.deep.members(
      planned.map(({ name, granteePrincipal, operations, encryptionContext }) => ({
        name,
        grantee_principal: granteePrincipal,
        operations,
        constraints: [{ encryption_context_subset: encryptionContext }],
      })),
    );
  });

  it("keep the addresses of grants when a grantee is added", () => {
    const addresses = (pull: readonly string[]): readonly string[] =>
      Object.keys(grantsOf((stack) => new RegistryHub(stack, "hub", { topology: topologyWith(pull) })));
    const before = addresses(["222222222222", "arn:aws:iam::444444444444:role/a/b"]);
    const after = addresses(["111111111111", "222222222222", "333333333333", "arn:aws:iam::444444444444:role/a/b"]);
    expect(before).to.have.length(2);
    expect(after).to.include.members(before);
  });

  it("grant to a role that the same program makes", () => {
    const [grant] = Object.values(
      grantsOf((stack) => {
        const role = new IamRole(stack, "role", { name: "ci", assumeRolePolicy: "{}" });
        new EncryptedRepository(stack, "app", {
          region: "us-east-1",
          registryAccountId: REGISTRY,
          repositoryName: "app",
          kmsAccess: "kms-grants",
          pull: [role.arn],
        });
      }),
    );
    expect(grant?.["grantee_principal"]).to.equal("${aws_iam_role.role.arn}");
    expect(grant?.["name"]).to.equal("app/later-1");
  });

  it("are changed by their transform", () => {
    const topology = topologyWith(["222222222222"]);
    const [grant] = Object.values(
      grantsOf(
        (stack) =>
          new KeyGrants(stack, "grants", { topology, keyArn: KEY_ARN, transform: { grant: { retireOnDelete: true } } }),
      ),
    );
    expect(grant).to.deep.include({ key_id: KEY_ARN, retire_on_delete: true });
  });

  it("say the id of each grant, by its resource", () => {
    const stack = new TerraformStack(Testing.app(), "stack");
    const { grantIds } = new KeyGrants(stack, "grants", { topology: topologyWith(["222222222222"]), keyArn: KEY_ARN });
    new TerraformOutput(stack, "ids", { value: grantIds });
    const { output } = JSON.parse(Testing.synth(stack)) as { output: { ids: { value: unknown } } };
    expect(output.ids.value).to.deep.equal([`\${aws_kms_grant.${Object.keys(grantsIn(stack))[0] ?? ""}.grant_id}`]);
  });
});
