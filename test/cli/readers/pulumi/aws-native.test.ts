import { expect } from "chai";
import { readPulumiPreview } from "../../../../cli/readers/pulumi/read-pulumi-preview";
import { readPulumiStack } from "../../../../cli/readers/pulumi/read-pulumi-stack";
import { standInId } from "../../../../cli/resources/computed-attributes";
import { brief, LATER, providerOf, stack, state, step, urn } from "./fixtures";

const POLICY = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal: "*", Action: "ecr:BatchGetImage" }] };
const TEXT = JSON.stringify(POLICY);
const KEY_ARN = "arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-3333-4444-555555555555";
const provider = providerOf("native", "aws-native");
const PROVIDER = state("pulumi:providers:aws-native", "native", {
  inputs: { region: "eu-central-1", assumeRole: '{"roleArn":"arn:aws:iam::123456789012:role/deploy"}' },
});

function read(...resources: readonly (readonly [string, Readonly<Record<string, unknown>>])[]): readonly unknown[] {
  const states = resources.map(([type, inputs], index) =>
    state(`aws-native:${type}`, `r${index}`, { id: "some-id", inputs, provider }),
  );
  return brief(readPulumiStack(stack(PROVIDER, ...states), "stack.json", {})).map((each) => {
    const [type, , values] = each as [string, string, Record<string, unknown>];
    const { id, ...rest } = values;
    return [type, rest];
  });
}

describe("resources of aws-native", () => {
  it("are what makes ECR create repositories", () => {
    const rule = { destinations: [{ region: "eu-west-1", registryId: "222222222222" }] };
    const filtered = { ...rule, repositoryFilters: [{ filter: "team/", filterType: "PREFIX_MATCH" }] };
    const destination = [{ region: "eu-west-1", registry_id: "222222222222" }];
    const repository_filter = [{ filter: "team/", filter_type: "PREFIX_MATCH" }];
    expect(
      read(
        ["ecr:ReplicationConfiguration", { replicationConfiguration: { rules: [rule, filtered] } }],
        ["ecr:PullThroughCacheRule", { ecrRepositoryPrefix: "docker-hub" }],
        [
          "ecr:RepositoryCreationTemplate",
          {
            prefix: "team",
            appliedFor: ["REPLICATION"],
            encryptionConfiguration: { encryptionType: "KMS", kmsKey: KEY_ARN },
          },
        ],
      ),
    ).to.deep.equal([
      [
        "aws_ecr_replication_configuration",
        { replication_configuration: [{ rule: [{ destination }, { destination, repository_filter }] }] },
      ],
      ["aws_ecr_pull_through_cache_rule", { ecr_repository_prefix: "docker-hub" }],
      [
        "aws_ecr_repository_creation_template",
        {
          prefix: "team",
          applied_for: ["REPLICATION"],
          encryption_configuration: [{ encryption_type: "KMS", kms_key: KEY_ARN }],
        },
      ],
    ]);
  });

  it("are a repository with its policies", () => {
    expect(
      read([
        "ecr:Repository",
        {
          repositoryName: "app",
          arn: "arn:aws:ecr:eu-central-1:123456789012:repository/app",
          repositoryUri: "123456789012.dkr.ecr.eu-central-1.amazonaws.com/app",
          encryptionConfiguration: { encryptionType: "KMS", kmsKey: KEY_ARN },
          imageScanningConfiguration: { scanOnPush: true },
          imageTagMutability: "IMMUTABLE",
          emptyOnDelete: false,
          repositoryPolicyText: POLICY,
          lifecyclePolicy: { lifecyclePolicyText: '{"rules":[]}' },
        },
      ]),
    ).to.deep.equal([
      [
        "aws_ecr_repository",
        {
          name: "app",
          arn: "arn:aws:ecr:eu-central-1:123456789012:repository/app",
          registry_id: "123456789012",
          repository_url: "123456789012.dkr.ecr.eu-central-1.amazonaws.com/app",
          encryption_configuration: [{ encryption_type: "KMS", kms_key: KEY_ARN }],
          image_scanning_configuration: [{ scan_on_push: true }],
          image_tag_mutability: "IMMUTABLE",
          force_delete: false,
        },
      ],
      ["aws_ecr_repository_policy", { repository: "app", policy: TEXT }],
      ["aws_ecr_lifecycle_policy", { repository: "app", policy: '{"rules":[]}' }],
    ]);
  });

  it("are keys and aliases", () => {
    expect(
      read(
        [
          "kms:Key",
          {
            arn: KEY_ARN,
            keyId: "1111",
            keyPolicy: POLICY,
            enabled: true,
            enableKeyRotation: true,
            rotationPeriodInDays: 365,
            pendingWindowInDays: 30,
            keySpec: "SYMMETRIC_DEFAULT",
            keyUsage: "ENCRYPT_DECRYPT",
            bypassPolicyLockoutSafetyCheck: false,
          },
        ],
        ["kms:Alias", { aliasName: "alias/images", targetKeyId: "1111" }],
      ),
    ).to.deep.equal([
      [
        "aws_kms_key",
        {
          arn: KEY_ARN,
          key_id: "1111",
          policy: TEXT,
          is_enabled: true,
          enable_key_rotation: true,
          rotation_period_in_days: 365,
          deletion_window_in_days: 30,
          customer_master_key_spec: "SYMMETRIC_DEFAULT",
          key_usage: "ENCRYPT_DECRYPT",
          bypass_policy_lockout_safety_check: false,
        },
      ],
      [
        "aws_kms_alias",
        {
          arn: "arn:aws:kms:eu-central-1:123456789012:alias/images",
          name: "alias/images",
          target_key_id: "1111",
        },
      ],
    ]);
  });

  it("are roles, users and their policies", () => {
    const policies = [{ policyName: "pull", policyDocument: POLICY }];
    const managed = "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryReadOnly";
    const policyArn = "arn:aws:iam::123456789012:policy/push";
    expect(
      read(
        [
          "iam:Role",
          {
            roleName: "ci",
            assumeRolePolicyDocument: POLICY,
            policies,
            managedPolicyArns: [managed],
            permissionsBoundary: policyArn,
          },
        ],
        ["iam:User", { userName: "jo", policies, managedPolicyArns: [managed] }],
        ["iam:RolePolicy", { roleName: "ci", policyName: "more", policyDocument: POLICY }],
        ["iam:UserPolicy", { userName: "jo", policyName: "more", policyDocument: POLICY }],
        ["iam:ManagedPolicy", { managedPolicyName: "push", policyDocument: POLICY, policyArn, roles: ["ci"] }],
        ["ecr:RegistryPolicy", { policyText: POLICY, registryId: "123456789012" }],
      ),
    ).to.deep.equal([
      [
        "aws_iam_role",
        {
          arn: "arn:aws:iam::123456789012:role/ci",
          name: "ci",
          assume_role_policy: TEXT,
          inline_policy: [{ name: "pull", policy: TEXT }],
          managed_policy_arns: [managed],
          permissions_boundary: policyArn,
        },
      ],
      ["aws_iam_user", { arn: "arn:aws:iam::123456789012:user/jo", name: "jo" }],
      ["aws_iam_user_policy", { name: "pull", policy: TEXT, user: "jo" }],
      ["aws_iam_user_policy_attachment", { policy_arn: managed, user: "jo" }],
      ["aws_iam_role_policy", { name: "more", policy: TEXT, role: "ci" }],
      ["aws_iam_user_policy", { name: "more", policy: TEXT, user: "jo" }],
      ["aws_iam_policy", { name: "push", policy: TEXT, arn: policyArn }],
      ["aws_iam_policy_attachment", { roles: ["ci"], policy_arn: policyArn }],
      ["aws_ecr_registry_policy", { policy: TEXT, registry_id: "123456789012" }],
    ]);
  });

  for (const outputs of [{ policyArn: LATER }, undefined]) {
    it(`find each other in a preview ${outputs ? "with" : "without"} outputs`, () => {
      found(outputs);
    });
  }

  function found(outputs: unknown): void {
    const key = urn("aws-native:kms:Key", "key");
    const inputs = { repositoryName: "app", encryptionConfiguration: { encryptionType: "KMS", kmsKey: LATER } };
    const push = { managedPolicyName: "push", policyDocument: POLICY, roles: [LATER] };
    const create = (type: string, name: string, rest: Readonly<Record<string, unknown>>): unknown =>
      step("create", { newState: state(`aws-native:${type}`, name, { provider, ...rest }) });
    const steps = [
      step("create", { newState: PROVIDER }),
      create("kms:Key", "key", { inputs: { keyPolicy: POLICY } }),
      create("ecr:Repository", "app", { inputs, propertyDependencies: { encryptionConfiguration: [key] } }),
      create("iam:Role", "ci", { inputs: { roleName: "ci" } }),
      create("iam:ManagedPolicy", "push", {
        inputs: push,
        outputs,
        propertyDependencies: { roles: [urn("aws-native:iam:Role", "ci")] },
      }),
    ];
    const { resources } = readPulumiPreview({ steps }, "preview.json", {});
    expect(
      resources.map(({ type, values }) => [type, values["encryption_configuration"] ?? values]),
    ).to.deep.include.members([
      [
        "aws_ecr_repository",
        [{ encryption_type: "KMS", kms_key: `arn:aws:kms:eu-central-1:123456789012:key/${standInId(key)}` }],
      ],
      ["aws_iam_policy_attachment", { policy_arn: "arn:aws:iam::123456789012:policy/push", roles: ["ci"] }],
    ]);
  }
});
