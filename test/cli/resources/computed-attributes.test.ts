import { expect } from "chai";
import { unknown } from "../../../cli/policy/unknown";
import type { ResourceToBe } from "../../../cli/resources/computed-attributes";
import { computedAttributes, standInId } from "../../../cli/resources/computed-attributes";

function attributes(type: string, values: Record<string, unknown>, rest: Partial<ResourceToBe> = {}): unknown {
  const place = { accountId: "111111111111", region: "eu-central-1", partition: "aws" };
  return computedAttributes({ type, address: "hub#x", ...place, values, ...rest });
}

const ID = standInId("hub#x");
const KEY = { arn: `arn:aws:kms:eu-central-1:111111111111:key/${ID}`, key_id: ID, id: ID };
const iam = (path: string): string => `arn:aws:iam::111111111111:${path}`;

describe("computedAttributes", () => {
  const cases: Readonly<Record<string, readonly [type: string, values: Record<string, unknown>, attributes: unknown]>> =
    {
      "a key": ["aws_kms_key", {}, KEY],
      "a replica": ["aws_kms_replica_key", {}, KEY],
      "a key with external material": ["aws_kms_external_key", {}, KEY],
      "an alias": [
        "aws_kms_alias",
        { name: "alias/x" },
        { arn: "arn:aws:kms:eu-central-1:111111111111:alias/x", id: "alias/x", name: "alias/x" },
      ],
      "an alias without a known name": ["aws_kms_alias", { name: unknown("var.name") }, {}],
      "a repository": [
        "aws_ecr_repository",
        { name: "a/b" },
        {
          arn: "arn:aws:ecr:eu-central-1:111111111111:repository/a/b",
          id: "a/b",
          registry_id: "111111111111",
          repository_url: "111111111111.dkr.ecr.eu-central-1.amazonaws.com/a/b",
        },
      ],
      "a repository without a known name": ["aws_ecr_repository", { name: unknown("var.name") }, {}],
      "a role": ["aws_iam_role", { name: "r" }, { arn: iam("role/r"), id: "r", name: "r" }],
      "a role with a path": ["aws_iam_role", { name: "r", path: "/a/" }, { arn: iam("role/a/r"), id: "r", name: "r" }],
      "a role without a name": [
        "aws_iam_role",
        {},
        {
          arn: iam(`role/terraform-${ID.slice(0, 8)}`),
          id: `terraform-${ID.slice(0, 8)}`,
          name: `terraform-${ID.slice(0, 8)}`,
        },
      ],
      "a user with the beginning of a name": [
        "aws_iam_user",
        { name_prefix: "u-" },
        { arn: iam(`user/u-${ID.slice(0, 8)}`), id: `u-${ID.slice(0, 8)}`, name: `u-${ID.slice(0, 8)}` },
      ],
      "a group": ["aws_iam_group", { name: "g" }, { arn: iam("group/g"), id: "g", name: "g" }],
      "a policy": ["aws_iam_policy", { name: "p" }, { arn: iam("policy/p"), id: iam("policy/p"), name: "p" }],
      "a policy of an organization": ["aws_organizations_policy", {}, { id: `p-${ID.slice(0, 8)}` }],
      "anything else": ["aws_s3_bucket", { bucket: "b" }, {}],
    };
  for (const [name, [type, values, expected]] of Object.entries(cases)) {
    it(`of ${name}`, () => {
      expect(attributes(type, values)).to.deep.equal(expected);
    });
  }

  it("have the form of an id of KMS, the same for one address", () => {
    expect(ID).to.match(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(standInId("hub#x")).to.equal(ID);
    expect(standInId("hub#y")).not.to.equal(ID);
  });

  it("are those of the partition", () => {
    const china = { partition: "aws-cn", region: "cn-north-1" };
    expect(attributes("aws_ecr_repository", { name: "a" }, china)).to.include({
      arn: "arn:aws-cn:ecr:cn-north-1:111111111111:repository/a",
      repository_url: "111111111111.dkr.ecr.cn-north-1.amazonaws.com.cn/a",
    });
  });
});
