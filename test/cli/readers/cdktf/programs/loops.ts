/**
 * A program with loops: a repository for each team, replicas of a role by count, a policy whose statements a dynamic block
 * makes, names from locals and variables, and a loop over something that only the deployment knows.
 */
import { DataAwsIamPolicyDocument } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { EcrRepository } from "@cdktf/provider-aws/lib/ecr-repository";
import { EcrRepositoryPolicy } from "@cdktf/provider-aws/lib/ecr-repository-policy";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import {
  Fn,
  TerraformCount,
  TerraformIterator,
  TerraformLocal,
  TerraformStack,
  TerraformVariable,
  Token,
  type App,
} from "cdktf";

export function build(app: App): void {
  const stack = new TerraformStack(app, "teams");
  const account = new TerraformVariable(stack, "account", { type: "string", default: "333333333333" });
  const environment = new TerraformVariable(stack, "environment", { type: "string" });
  new AwsProvider(stack, "aws", { region: "us-east-1", allowedAccountIds: [account.stringValue] });
  const prefix = new TerraformLocal(stack, "prefix", "team");
  const teams = TerraformIterator.fromMap({ blue: { account: "111111111111" }, red: { account: "222222222222" } });
  const repositories = new EcrRepository(stack, "repository", {
    forEach: teams,
    name: Fn.join("/", [prefix.asString, teams.key]),
    tags: { environment: environment.stringValue },
  });
  new EcrRepositoryPolicy(stack, "policy", {
    forEach: teams,
    repository: Token.asString(`\${${repositories.fqn}[each.key].name}`),
    policy: Fn.jsonencode({
      Statement: [
        {
          Effect: "Allow",
          Principal: { AWS: `arn:aws:iam::${teams.getString("account")}:root` },
          Action: "ecr:BatchGetImage",
        },
      ],
    }),
  });
  const count = TerraformCount.of(2);
  new IamRole(stack, "role", { count, name: `worker-${Token.asString(count.index)}`, assumeRolePolicy: "{}" });
  const actions = TerraformIterator.fromList(["ecr:BatchGetImage", "ecr:PutImage"]);
  new DataAwsIamPolicyDocument(stack, "document", {
    statement: actions.dynamic({ actions: [actions.value], resources: ["*"] }),
  });
  const unknownTeams = TerraformIterator.fromList(environment.listValue);
  new IamRole(stack, "unknown-roles", {
    forEach: unknownTeams,
    name: Token.asString(unknownTeams.value),
    assumeRolePolicy: "{}",
  });
}
