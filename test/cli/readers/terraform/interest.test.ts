import { expect } from "chai";
import { isOfInterest } from "../../../../cli/readers/terraform/interest";

const WANTED = [
  "aws_kms_key",
  "aws_kms_external_key",
  "aws_kms_replica_key",
  "aws_kms_key_policy",
  "aws_kms_alias",
  "aws_kms_grant",
  "aws_ecr_repository",
  "aws_ecr_repository_policy",
  "aws_ecr_registry_policy",
  "aws_ecr_lifecycle_policy",
  "aws_ecr_repository_creation_template",
  "aws_iam_role",
  "aws_iam_role_policy",
  "aws_iam_role_policy_attachment",
  "aws_iam_role_policies_exclusive",
  "aws_iam_user",
  "aws_iam_user_policy",
  "aws_iam_user_policy_attachment",
  "aws_iam_user_group_membership",
  "aws_iam_group",
  "aws_iam_group_policy",
  "aws_iam_group_membership",
  "aws_iam_policy",
  "aws_iam_policy_attachment",
  "aws_iam_policy_document",
  "aws_organizations_policy",
  "aws_organizations_policy_attachment",
  "aws_caller_identity",
  "aws_lambda_function",
];

const UNWANTED = [
  "aws_kms_ciphertext",
  "aws_kms_secrets",
  "aws_ecr_authorization_token",
  "aws_iam_access_key",
  "aws_iam_user_login_profile",
  "aws_iam_openid_connect_provider",
  "aws_iam_account_alias",
  "aws_ecrpublic_repository",
  "aws_lambda_function_url",
  "aws_instance",
  "google_kms_key",
];

describe("types of resources", () => {
  it("are of interest where access to repositories depends on them", () => {
    expect([...WANTED, ...UNWANTED].filter(isOfInterest)).to.deep.equal(WANTED);
  });
});
