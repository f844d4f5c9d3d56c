import type { PrincipalJson, StatementJson } from "../../../cli/policy/policy-json";
import { planOf, type PlannedResource } from "../readers/terraform/hand-made";
import { providerOf, stack, state } from "../readers/pulumi/fixtures";

/** A small registry that others wrote, in whatever language. */
export interface WrittenRegistry {
  /** Name of a repository → statements of its policy; none: it has no policy. */
  readonly repositories: Readonly<Record<string, readonly StatementJson[]>>;
  /** Name of a role of the registry's account → what its IAM policy allows on all repositories. */
  readonly roles?: Readonly<Record<string, readonly string[]>>;
}

export const ACCOUNT = "111111111111";
export const PULL = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"];
export const PUSH = [
  "ecr:BatchCheckLayerAvailability",
  "ecr:BatchGetImage",
  "ecr:CompleteLayerUpload",
  "ecr:InitiateLayerUpload",
  "ecr:PutImage",
  "ecr:UploadLayerPart",
];

/** A statement that lets somebody pull. */
export const pullBy = (principal: PrincipalJson): StatementJson => ({
  Effect: "Allow",
  Principal: principal,
  Action: PULL,
});

const REPOSITORY_ARN = `arn:aws:ecr:us-east-1:${ACCOUNT}:repository/`;
const document = (statements: readonly unknown[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });
const identityPolicy = (actions: readonly string[]): string =>
  document([{ Effect: "Allow", Action: [...actions, "ecr:GetAuthorizationToken"], Resource: "*" }]);

/** The resources in Terraform's words: type, name and values. */
function resourcesOf({
  repositories,
  roles = {},
}: WrittenRegistry): readonly [string, string, Record<string, unknown>][] {
  return [
    ...Object.entries(repositories).flatMap(([name, statements]): [string, string, Record<string, unknown>][] => [
      ["aws_ecr_repository", name, { name }],
      ...(statements.length === 0
        ? []
        : [
            ["aws_ecr_repository_policy", name, { repository: name, policy: document(statements) }] satisfies [
              string,
              string,
              Record<string, unknown>,
            ],
          ]),
    ]),
    ...Object.entries(roles).flatMap(([name, actions]): [string, string, Record<string, unknown>][] => [
      ["aws_iam_role", name, { name, path: "/" }],
      ["aws_iam_role_policy", name, { name: "ecr", role: name, policy: identityPolicy(actions) }],
    ]),
  ];
}

/** As `terraform show -json` of a plan has it. */
export function terraformPlan(registry: WrittenRegistry): unknown {
  return planOf(
    resourcesOf(registry).map(([type, name, after]): PlannedResource => ({
      address: `${type}.${name}`,
      after,
      unknown: { arn: true, id: true },
    })),
  );
}

/** As `terraform show -json` of a state has it. */
export function terraformState(registry: WrittenRegistry): unknown {
  const resources = resourcesOf(registry).map(([type, name, values]) => ({
    address: `${type}.${name}`,
    mode: "managed",
    type,
    name,
    provider_name: "registry.terraform.io/hashicorp/aws",
    schema_version: 0,
    values: { ...values, ...arnOf(type, name) },
    sensitive_values: {},
  }));
  return { format_version: "1.0", terraform_version: "1.11.4", values: { root_module: { resources } } };
}

/** As CDKTF writes a stack: the configuration of Terraform in JSON. */
export function cdktfStack(registry: WrittenRegistry): unknown {
  const resource: Record<string, Record<string, unknown>> = {};
  for (const [type, name, values] of resourcesOf(registry)) (resource[type] ??= {})[name] = values;
  const provider = { aws: [{ region: "us-east-1", allowed_account_ids: [ACCOUNT] }] };
  return { provider, resource, "//": { metadata: { stackName: "registry" } } };
}

/** As `pulumi stack export` has it. */
export function pulumiStack(registry: WrittenRegistry): unknown {
  const types: Readonly<Record<string, string>> = {
    aws_ecr_repository: "aws:ecr/repository:Repository",
    aws_ecr_repository_policy: "aws:ecr/repositoryPolicy:RepositoryPolicy",
    aws_iam_role: "aws:iam/role:Role",
    aws_iam_role_policy: "aws:iam/rolePolicy:RolePolicy",
  };
  const provider = state("pulumi:providers:aws", "default_7_48_0", { id: "0c1d", inputs: { region: "us-east-1" } });
  const resources = resourcesOf(registry).map(([type, name, values]) =>
    state(types[type] ?? "", name, {
      id: name,
      inputs: values,
      outputs: { ...values, ...arnOf(type, name) },
      provider: providerOf("default_7_48_0"),
    }),
  );
  return stack(provider, ...resources);
}

function arnOf(type: string, name: string): Record<string, string> {
  if (type === "aws_ecr_repository") return { arn: `${REPOSITORY_ARN}${name}` };
  return type === "aws_iam_role" ? { arn: `arn:aws:iam::${ACCOUNT}:role/${name}` } : {};
}
