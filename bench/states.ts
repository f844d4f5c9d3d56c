/** Terraform states in which no two documents are the same, as large as is asked for. */

/** How large. Each role has so many policies of its own, and each repository policy so many statements. */
export interface StateSize {
  readonly repositories: number;
  readonly roles: number;
  readonly statements: number;
  readonly policies: number;
  /** Wildcards in each pattern of a role's policies. */
  readonly stars: number;
}

const ACCOUNT = "100000000000";
const REGION = "eu-central-1";
const KEY = `arn:aws:kms:${REGION}:${ACCOUNT}:key/11111111-2222-3333-4444-555555555555`;
const PULL = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"];

/** The state as `terraform show -json` writes it. */
export function stateOf(size: StateSize): string {
  const resources = [
    resource("aws_kms_key", "key", {
      arn: KEY,
      key_id: KEY.replace(/^.*\//, ""),
      policy: keyPolicy(),
      is_enabled: true,
    }),
    ...range(size.repositories).flatMap((index) => repositoryResources(index, size)),
    ...range(size.roles).flatMap((index) => roleResources(index, size)),
  ];
  return JSON.stringify({ format_version: "1.0", terraform_version: "1.9.0", values: { root_module: { resources } } });
}

function repositoryResources(index: number, { statements, roles }: StateSize): readonly object[] {
  const name = repositoryName(index);
  const encryption_configuration = [{ encryption_type: "KMS", kms_key: KEY }];
  const policy = policyOf(
    range(statements).map((number) => ({
      Sid: `Pull${index}x${number}`,
      Effect: "Allow",
      Principal: { AWS: range(10).map((each) => roleArn((index * 7 + number * 13 + each * 17) % roles)) },
      Action: PULL,
    })),
  );
  return [
    resource("aws_ecr_repository", `r${index}`, {
      name,
      arn: repositoryArn(name),
      registry_id: ACCOUNT,
      encryption_configuration,
    }),
    resource("aws_ecr_repository_policy", `r${index}`, { repository: name, registry_id: ACCOUNT, policy }),
  ];
}

function roleResources(index: number, { policies, stars, repositories }: StateSize): readonly object[] {
  const arn = roleArn(index);
  const name = arn.replace(/^.*\//, "");
  const statement = (number: number): object => ({
    Effect: "Allow",
    Action: PULL,
    Resource: [
      ...range(10).map((each) => repositoryArn(repositoryName((index * 5 + number * 11 + each) % repositories))),
      repositoryArn(`team-${index}/${"*a".repeat(stars - 1)}*${number}`),
    ],
  });
  return [
    resource("aws_iam_role", `p${index}`, { arn, name, assume_role_policy: policyOf([]), permissions_boundary: "" }),
    ...range(policies).map((number) =>
      resource("aws_iam_role_policy", `p${index}x${number}`, {
        role: name,
        name: `pull-${number}`,
        policy: policyOf([statement(number)]),
      }),
    ),
  ];
}

function keyPolicy(): string {
  const root = `arn:aws:iam::${ACCOUNT}:root`;
  return policyOf([{ Effect: "Allow", Principal: { AWS: root }, Action: "kms:*", Resource: "*" }]);
}

function policyOf(statements: readonly object[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

function resource(type: string, name: string, values: object): object {
  const provider_name = "registry.terraform.io/hashicorp/aws";
  return { address: `${type}.${name}`, mode: "managed", type, name, provider_name, schema_version: 0, values };
}

function repositoryName(index: number): string {
  return `team-${index % 40}/service-${index}`;
}

function repositoryArn(name: string): string {
  return `arn:aws:ecr:${REGION}:${ACCOUNT}:repository/${name}`;
}

function roleArn(index: number): string {
  return `arn:aws:iam::${ACCOUNT}:role/ci/deployer-${index}`;
}

function range(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}
