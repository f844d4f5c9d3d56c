import { expect } from "chai";
import { gapOf } from "../../../../cli/model/gap";
import { readPulumiStack } from "../../../../cli/readers/pulumi/read-pulumi-stack";
import { brief, problemsIn, providerOf, SECRET, stack, state, urn } from "./fixtures";

const KEY_ARN = "arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-3333-4444-555555555555";
const PULL = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "ecr:BatchGetImage", Resource: "*" }] };

/** A stack of a program that uses `@pulumi/aws` alone. */
const PROGRAM = stack(
  { urn: urn("pulumi:pulumi:Stack", "registry-prod"), custom: false, type: "pulumi:pulumi:Stack" },
  state("pulumi:providers:aws", "default_7_48_0", {
    id: "0c1d",
    inputs: { region: "eu-central-1", version: "7.48.0" },
  }),
  { urn: urn("my:index:Registry", "images"), custom: false, type: "my:index:Registry", parent: "…" },
  {
    ...state("aws:kms/key:Key", "key"),
    urn: "urn:pulumi:prod::registry::my:index:Registry$aws:kms/key:Key::key",
    id: "11111111-2222-3333-4444-555555555555",
    inputs: { __defaults: ["keyUsage"], enableKeyRotation: true, keyUsage: "ENCRYPT_DECRYPT" },
    outputs: {
      __meta: '{"schema_version":"2"}',
      arn: KEY_ARN,
      keyId: "11111111-2222-3333-4444-555555555555",
      deletionWindowInDays: null,
      enableKeyRotation: true,
      isEnabled: true,
      policy: '{"Version":"2012-10-17"}',
      tags: { CostCenter: "42" },
    },
    provider: providerOf("default_7_48_0"),
    protect: true,
  },
  state("aws:ecr/repository:Repository", "app", {
    id: "app",
    inputs: { name: "app", encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: "alias/images" }] },
    outputs: {
      arn: "arn:aws:ecr:eu-central-1:123456789012:repository/app",
      name: "app",
      registryId: "123456789012",
      encryptionConfigurations: [{ __defaults: [], encryptionType: "KMS", kmsKey: KEY_ARN }],
      imageScanningConfiguration: { scanOnPush: true },
      imageTagMutabilityExclusionFilters: [{ filter: "latest*", filterType: "WILDCARD" }],
    },
    provider: providerOf("default_7_48_0"),
  }),
  state("aws:iam/rolePolicy:RolePolicy", "pull", {
    id: "ci:pull",
    inputs: { name: "pull", role: "ci", policy: PULL },
    provider: providerOf("default_7_48_0"),
  }),
  state("aws:s3/bucket:Bucket", "logs", { provider: providerOf("elsewhere") }),
);

describe("a stack export", () => {
  it("is read in Terraform's words: outputs over inputs, blocks as lists, documents as texts", () => {
    const read = readPulumiStack(PROGRAM, "stack.json", {});
    expect(read.input).to.deep.equal({ kind: "pulumi-stack", path: "stack.json" });
    expect(read.gaps).to.deep.equal([]);
    expect(brief(read)).to.deep.equal([
      [
        "aws_kms_key",
        "key",
        {
          id: "11111111-2222-3333-4444-555555555555",
          arn: KEY_ARN,
          key_id: "11111111-2222-3333-4444-555555555555",
          deletion_window_in_days: null,
          enable_key_rotation: true,
          is_enabled: true,
          key_usage: "ENCRYPT_DECRYPT",
          policy: '{"Version":"2012-10-17"}',
          tags: { CostCenter: "42" },
        },
      ],
      [
        "aws_ecr_repository",
        "app",
        {
          id: "app",
          name: "app",
          arn: "arn:aws:ecr:eu-central-1:123456789012:repository/app",
          registry_id: "123456789012",
          repository_url: "123456789012.dkr.ecr.eu-central-1.amazonaws.com/app",
          encryption_configuration: [{ encryption_type: "KMS", kms_key: KEY_ARN }],
          image_scanning_configuration: [{ scan_on_push: true }],
          image_tag_mutability_exclusion_filter: [{ filter: "latest*", filter_type: "WILDCARD" }],
        },
      ],
      ["aws_iam_role_policy", "pull", { id: "ci:pull", name: "pull", role: "ci", policy: JSON.stringify(PULL) }],
    ]);
  });

  it("says where each resource stands, where it is, and whether it is protected", () => {
    const { resources } = readPulumiStack(PROGRAM, "stack.json", {});
    const place = { accountId: "123456789012", region: "eu-central-1", partition: "aws" };
    expect(resources.map(({ values: _, ...rest }) => rest)).to.deep.equal([
      {
        type: "aws_kms_key",
        mode: "managed",
        source: { input: "stack.json", address: "urn:pulumi:prod::registry::my:index:Registry$aws:kms/key:Key::key" },
        ...place,
        isProtected: true,
      },
      {
        type: "aws_ecr_repository",
        mode: "managed",
        source: { input: "stack.json", address: urn("aws:ecr/repository:Repository", "app") },
        ...place,
        isProtected: false,
      },
      {
        type: "aws_iam_role_policy",
        mode: "managed",
        source: { input: "stack.json", address: urn("aws:iam/rolePolicy:RolePolicy", "pull") },
        ...place,
        isProtected: false,
      },
    ]);
  });

  it("leaves out what waits for its deletion, and takes what is only read for a data source", () => {
    const read = readPulumiStack(
      stack(
        state("aws:iam/role:Role", "old", { delete: true }),
        state("aws:iam/role:Role", "between", { pendingReplacement: true }),
        state("aws:iam/role:Role", "found", {
          external: true,
          id: "ci",
          outputs: { name: "ci", arn: "arn:aws:iam::222222222222:role/ci" },
        }),
      ),
      "stack.json",
      {},
    );
    expect(read.resources.map(({ mode, accountId, values }) => [mode, accountId, values["name"]])).to.deep.equal([
      ["data", "222222222222", "ci"],
    ]);
  });

  it("does not read secrets, encrypted or not", () => {
    const open = { ...SECRET, ciphertext: undefined, plaintext: JSON.stringify("hunter2") };
    const read = readPulumiStack(
      stack(
        state("aws:iam/policy:Policy", "p", {
          id: "arn:aws:iam::123456789012:policy/p",
          inputs: { policy: open, name: "p" },
          outputs: { policy: SECRET, arn: "arn:aws:iam::123456789012:policy/p" },
        }),
        state("aws:iam/role:Role", "r", {
          inputs: { inlinePolicies: [{ name: "in", policy: open }], description: "[secret]" },
          outputs: { name: "r", arn: "arn:aws:iam::123456789012:role/r" },
        }),
      ),
      "stack.json",
      {},
    );
    const policy = urn("aws:iam/policy:Policy", "p");
    const role = urn("aws:iam/role:Role", "r");
    expect(JSON.stringify(read)).not.to.match(/hunter2|v1:xyz/);
    expect(read.resources.map(({ values }) => values)).to.deep.equal([
      {
        id: "arn:aws:iam::123456789012:policy/p",
        arn: "arn:aws:iam::123456789012:policy/p",
        name: "p",
        policy: `«unknown: policy of ${policy}, which is a secret of the stack»`,
      },
      {
        id: "r",
        arn: "arn:aws:iam::123456789012:role/r",
        name: "r",
        description: `«unknown: description of ${role}, which is a secret of the stack»`,
        inline_policy: [
          { name: "in", policy: `«unknown: inlinePolicies[0].policy of ${role}, which is a secret of the stack»` },
        ],
      },
    ]);
  });

  it("takes a known output or input where the other is secret", () => {
    const read = readPulumiStack(
      stack(
        state("aws:ecr/repository:Repository", "app", {
          inputs: { name: "app", imageTagMutability: SECRET },
          outputs: { name: SECRET, imageTagMutability: "IMMUTABLE", registryId: "123456789012", region: "eu-west-1" },
        }),
      ),
      "stack.json",
      {},
    );
    expect(read.resources[0]?.values).to.include({ name: "app", image_tag_mutability: "IMMUTABLE" });
    expect(read.resources[0]).to.include({ accountId: "123456789012", region: "eu-west-1" });
  });

  it("translates the other documents, grants and templates, with the user's own keys as they are", () => {
    const at = { outputs: { registryId: "123456789012", region: "eu-west-1" } };
    const read = readPulumiStack(
      stack(
        state("aws:ecr/replicationConfiguration:ReplicationConfiguration", "a", {
          ...at,
          inputs: {
            replicationConfiguration: {
              rules: [
                {
                  destinations: [{ region: "eu-west-2", registryId: "222222222222" }],
                  repositoryFilters: [{ filter: "prod", filterType: "PREFIX_MATCH" }],
                },
              ],
            },
          },
        }),
        state("aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate", "b", {
          ...at,
          inputs: {
            appliedFors: ["REPLICATION"],
            prefix: "ROOT",
            repositoryPolicy: PULL,
            resourceTags: { costCenter: "42" },
          },
        }),
        state("aws:kms/grant:Grant", "c", {
          ...at,
          inputs: {
            keyId: "k",
            constraints: [{ encryptionContextSubset: { "aws:ecr:arn": "arn:…", userKey: "x" } }],
            operations: ["Decrypt"],
          },
        }),
        state("aws:iam/rolePoliciesExclusive:RolePoliciesExclusive", "d", {
          ...at,
          inputs: { roleName: "ci", policyNames: ["pull"] },
        }),
        state("aws:organizations/policy:Policy", "e", {
          ...at,
          id: "p-12345678",
          inputs: { content: PULL, type: "SERVICE_CONTROL_POLICY" },
        }),
      ),
      "stack.json",
      {},
    );
    const place = { registry_id: "123456789012", region: "eu-west-1" };
    expect(brief(read)).to.deep.equal([
      [
        "aws_ecr_replication_configuration",
        "a",
        {
          ...place,
          replication_configuration: [
            {
              rule: [
                {
                  destination: [{ region: "eu-west-2", registry_id: "222222222222" }],
                  repository_filter: [{ filter: "prod", filter_type: "PREFIX_MATCH" }],
                },
              ],
            },
          ],
        },
      ],
      [
        "aws_ecr_repository_creation_template",
        "b",
        {
          ...place,
          applied_for: ["REPLICATION"],
          prefix: "ROOT",
          repository_policy: JSON.stringify(PULL),
          resource_tags: { costCenter: "42" },
        },
      ],
      [
        "aws_kms_grant",
        "c",
        {
          ...place,
          key_id: "k",
          constraints: [{ encryption_context_subset: { "aws:ecr:arn": "arn:…", userKey: "x" } }],
          operations: ["Decrypt"],
        },
      ],
      ["aws_iam_role_policies_exclusive", "d", { ...place, role_name: "ci", policy_names: ["pull"] }],
      [
        "aws_organizations_policy",
        "e",
        { ...place, id: "p-12345678", content: JSON.stringify(PULL), type: "SERVICE_CONTROL_POLICY" },
      ],
    ]);
  });

  it("tells of updates that were interrupted", () => {
    const resource = state("aws:ecr/repository:Repository", "app");
    const json = { version: 3, deployment: { pending_operations: [{ resource, type: "creating" }] } };
    expect(readPulumiStack(json, "stack.json", {})).to.deep.equal({
      input: { kind: "pulumi-stack", path: "stack.json" },
      resources: [],
      gaps: [
        gapOf(
          "interrupted-update",
          { input: "stack.json", address: urn("aws:ecr/repository:Repository", "app") },
          "an update was interrupted while it changed this resource: run `pulumi refresh` and export the stack again",
        ),
      ],
      providers: ["default"],
    });
  });

  it("is refused when it is of another form", () => {
    const AS_IT_IS = "give the output of `pulumi stack export` as it is";
    const cases: readonly (readonly [unknown, unknown])[] = [
      [
        { version: 2, deployment: { resources: [] } },
        {
          path: "s.json",
          message: "is of version 2, the form of an old Pulumi",
          hint: "export it again with Pulumi 1.0 or later",
        },
      ],
      [
        { version: 3 },
        { path: "s.json", message: "holds no deployment", hint: "give the output of `pulumi stack export`" },
      ],
      [[], { path: "s.json", message: "holds no deployment", hint: "give the output of `pulumi stack export`" }],
      [
        { version: 3, deployment: { resources: {} } },
        { path: "s.json: deployment.resources", message: "is not a list", hint: AS_IT_IS },
      ],
      [
        stack(state("aws:kms/key:Key", "key"), { urn: "nonsense" }),
        { path: "s.json: deployment.resources[1]", message: "is not a resource with a URN", hint: AS_IT_IS },
      ],
    ];
    for (const [json, problem] of cases)
      expect(problemsIn(() => readPulumiStack(json, "s.json", {}))).to.deep.equal([problem]);
  });
});
