import { expect } from "chai";
import {
  crossAccountKeyStatement,
  ecrServiceStatement,
  encryptionConfiguration,
  encryptionConfigurationArgument,
  keyUseStatement,
  pushPullStatements,
} from "../../shared";

/** Compares values, and the order in which keys and list items are written. */
function expectAsPrinted(actual: unknown, printed: unknown): void {
  expect(actual).to.deep.equal(printed);
  expect(JSON.stringify(actual)).to.equal(JSON.stringify(printed));
}

/* The blocks as the article prints them: key order, list order and spelling are its own. */

const SERVICE_STATEMENT: unknown = JSON.parse(`{
  "Sid": "Allow ECR to use the key",
  "Effect": "Allow",
  "Principal": {
    "Service": "ecr.amazonaws.com"
  },
  "Action": [
    "kms:Decrypt",
    "kms:GenerateDataKey",
    "kms:DescribeKey"
  ],
  "Resource": "*"
}`);

const PUSH_PERMISSIONS: unknown = JSON.parse(`[{
  "Effect": "Allow",
  "Action": [
    "ecr:GetDownloadUrlForLayer",
    "ecr:BatchGetImage",
    "ecr:PutImage",
    "ecr:InitiateLayerUpload",
    "ecr:UploadLayerPart",
    "ecr:CompleteLayerUpload"
  ],
  "Resource": "arn:aws:ecr:us-east-1:123456789012:repository/my-app"
},
{
  "Effect": "Allow",
  "Action": [
    "kms:Decrypt",
    "kms:GenerateDataKey",
    "kms:DescribeKey"
  ],
  "Resource": "arn:aws:kms:us-east-1:123456789012:key/12345678-1234-1234-1234-123456789012"
}]`);

const CROSS_ACCOUNT_KEY_STATEMENT: unknown = JSON.parse(`{
  "Sid": "Allow cross-account CI/CD to use key",
  "Effect": "Allow",
  "Principal": {
    "AWS": "arn:aws:iam::111111111111:role/cicd-role"
  },
  "Action": [
    "kms:Decrypt",
    "kms:GenerateDataKey",
    "kms:DescribeKey"
  ],
  "Resource": "*"
}`);

const CROSS_ACCOUNT_ROLE_STATEMENT: unknown = JSON.parse(`{
  "Effect": "Allow",
  "Action": [
    "kms:Decrypt",
    "kms:GenerateDataKey",
    "kms:DescribeKey"
  ],
  "Resource": "arn:aws:kms:us-east-1:999999999999:key/12345678-1234-1234-1234-123456789012"
}`);

const CREATE_REPOSITORY_ARGUMENT =
  "encryptionType=KMS,kmsKey=arn:aws:kms:us-east-1:123456789012:key/12345678-1234-1234-1234-123456789012";

const KEY_ARN = "arn:aws:kms:us-east-1:123456789012:key/12345678-1234-1234-1234-123456789012";

describe("the blocks of the article", () => {
  it("ecrServiceStatement is the key-policy statement for the ECR service", () => {
    expectAsPrinted(ecrServiceStatement(), SERVICE_STATEMENT);
  });

  it("ecrServiceStatement can be narrowed to one registry account, which the article does not do", () => {
    expectAsPrinted(ecrServiceStatement({ sid: "EcrOfOurRegistry", sourceAccountId: "123456789012" }), {
      ...(SERVICE_STATEMENT as object),
      Sid: "EcrOfOurRegistry",
      Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
    });
  });

  it("pushPullStatements are the complete set of permissions for a pushing principal", () => {
    const repositoryArn = "arn:aws:ecr:us-east-1:123456789012:repository/my-app";
    expectAsPrinted(pushPullStatements({ repositoryArn, keyArn: KEY_ARN }), PUSH_PERMISSIONS);
  });

  it("crossAccountKeyStatement is the key policy's half of cross-account access", () => {
    const principalArn = "arn:aws:iam::111111111111:role/cicd-role";
    const sid = "Allow cross-account CI/CD to use key";
    expectAsPrinted(crossAccountKeyStatement({ sid, principalArn }), CROSS_ACCOUNT_KEY_STATEMENT);
  });

  it("keyUseStatement is the role's half of cross-account access", () => {
    const keyArn = "arn:aws:kms:us-east-1:999999999999:key/12345678-1234-1234-1234-123456789012";
    expectAsPrinted(keyUseStatement({ keyArn }), CROSS_ACCOUNT_ROLE_STATEMENT);
  });

  it("encryptionConfiguration and its argument are what create-repository is given", () => {
    const configuration = encryptionConfiguration(KEY_ARN);
    expectAsPrinted(configuration, { encryptionType: "KMS", kmsKey: KEY_ARN });
    expect(encryptionConfigurationArgument(configuration)).to.equal(CREATE_REPOSITORY_ARGUMENT);
  });

  it("encryptionConfigurationArgument keeps the two layers of GovCloud", () => {
    expect(encryptionConfigurationArgument(encryptionConfiguration(KEY_ARN, "KMS_DSSE"))).to.equal(
      CREATE_REPOSITORY_ARGUMENT.replace("KMS,", "KMS_DSSE,"),
    );
  });
});
