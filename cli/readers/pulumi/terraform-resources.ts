import { nativeResources } from "./aws-native";
import { terraformName, terraformValues } from "./terraform-names";

/** A resource in Terraform's words. */
export interface TerraformResource {
  readonly type: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/**
 * What a resource of Pulumi is in Terraform: with `aws` one resource, with `aws-native` also those that Terraform keeps apart.
 *
 * @returns Nothing for types that do not decide about access to repositories.
 */
export function terraformResources(
  type: string,
  properties: Readonly<Record<string, unknown>>,
): readonly TerraformResource[] {
  const [, service, name] = /^aws:(ecr|iam|kms|organizations)\/(\w+):\w+$/.exec(type) ?? [];
  if (service === undefined || name === undefined) return nativeResources(type, properties);
  return [{ type: `aws_${service}_${terraformName(name)}`, values: terraformValues(properties) }];
}
