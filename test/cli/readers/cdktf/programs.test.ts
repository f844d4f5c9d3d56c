import type { App } from "cdktf";
import { gapOf } from "../../../../cli/model/gap";
import { expect } from "chai";
import type { InfrastructureResource, ReadResources } from "../../../../cli/resources/resource";
import { standInId } from "../../../../cli/resources/computed-attributes";
import { synthesize } from "../../../support/deployment";
import { Folders, read, withParsedJson } from "./folders";
import { build as buildLoops } from "./programs/loops";
import { build as buildPolicyDocuments } from "./programs/policy-documents";

const u = (what: string): string => `«unknown: ${what}»`;

function readProgram(build: (app: App) => void): ReadResources {
  const folders = new Folders();
  try {
    const folder = folders.with();
    synthesize(build, folder);
    return read(folder);
  } finally {
    folders.remove();
  }
}

/** Everything of each resource by its stack and address, with texts of JSON parsed. */
function resourcesOf({ resources }: ReadResources): Readonly<Record<string, unknown>> {
  return Object.fromEntries(resources.map((resource) => [nameOf(resource), shown(resource)]));
}

function nameOf({ source }: InfrastructureResource): string {
  return `${source.input}: ${source.address}`;
}

function shown({ accountId, region, values, references, isProtected }: InfrastructureResource): object {
  return {
    in: `${accountId} ${region}`,
    values: withParsedJson(values),
    ...(references ? { references } : {}),
    ...(isProtected === true ? { isProtected } : {}),
  };
}

describe("a program with policy documents and several providers", () => {
  const keyId = standInId("security#aws_kms_key.key");
  const keyArn = `arn:aws:kms:eu-west-1:999999999999:key/${keyId}`;
  const repositoryArn = "arn:aws:ecr:eu-west-1:111111111111:repository/app";
  const root = {
    Sid: "Root",
    Effect: "Allow",
    Action: "kms:*",
    Resource: "*",
    Principal: { AWS: "arn:aws:iam::999999999999:root" },
  };
  const keyPolicy = {
    Version: "2012-10-17",
    Statement: [
      root,
      {
        Sid: "Replaced",
        Effect: "Allow",
        Action: ["kms:DescribeKey", "kms:Decrypt"],
        Resource: "*",
        Principal: { AWS: "arn:aws:iam::111111111111:root" },
        Condition: { StringEquals: { "kms:ViaService": "ecr.eu-west-1.amazonaws.com" } },
      },
    ],
  };

  const result = readProgram(buildPolicyDocuments);

  it("is read without gaps", () => {
    expect({ input: result.input, gaps: result.gaps }).to.deep.equal({
      input: { kind: "cdktf-output", path: "out" },
      gaps: [],
    });
  });

  it("is read with everything that it makes", () => {
    const managed = result.resources.filter(({ mode }) => mode === "managed");
    expect(resourcesOf({ ...result, resources: managed })).to.deep.equal({
      "out#security: aws_kms_key.key": {
        in: "999999999999 eu-west-1",
        values: { arn: keyArn, id: keyId, key_id: keyId, policy: keyPolicy },
        references: { policy: "data.aws_iam_policy_document.key-document.json" },
        isProtected: true,
      },
      "out#security: aws_kms_alias.alias": {
        in: "999999999999 eu-west-1",
        values: {
          arn: "arn:aws:kms:eu-west-1:999999999999:alias/images",
          id: "alias/images",
          name: "alias/images",
          target_key_arn: keyArn,
          target_key_id: keyId,
        },
        references: { target_key_id: "aws_kms_key.key.key_id" },
      },
      "out#registry: aws_iam_role.role": {
        in: "222222222222 us-east-1",
        values: {
          arn: "arn:aws:iam::222222222222:role/ci/builder",
          assume_role_policy: { Version: "2012-10-17", Statement: [] },
          id: "builder",
          name: "builder",
          path: "/ci/",
        },
      },
      "out#registry: aws_ecr_repository.repository": {
        in: "111111111111 eu-west-1",
        values: {
          arn: repositoryArn,
          encryption_configuration: [{ encryption_type: "KMS", kms_key: keyArn }],
          id: "app",
          name: "app",
          registry_id: "111111111111",
          repository_url: "111111111111.dkr.ecr.eu-west-1.amazonaws.com/app",
        },
        references: { "encryption_configuration.0.kms_key": "aws_kms_key.key.arn" },
      },
      "out#registry: aws_ecr_repository_policy.policy": {
        in: "111111111111 eu-west-1",
        values: {
          policy: {
            Version: "2012-10-17",
            Statement: [
              {
                Effect: "Allow",
                Principal: { AWS: "arn:aws:iam::222222222222:role/ci/builder" },
                Action: ["ecr:BatchGetImage"],
              },
            ],
          },
          repository: "app",
        },
        references: { repository: "aws_ecr_repository.repository.name" },
      },
      "out#registry: aws_iam_role_policy.push": {
        in: "222222222222 us-east-1",
        values: {
          policy: {
            Version: "2012-10-17",
            Statement: [
              { Effect: "Allow", Action: "ecr:PutImage", Resource: repositoryArn },
              {
                Effect: "Allow",
                Action: "kms:Decrypt",
                Resource: [keyArn, u("data.aws_kms_alias.elsewhere.target_key_arn")],
              },
            ],
          },
          role: "builder",
        },
        references: { role: "aws_iam_role.role.name" },
      },
    });
  });

  it("is read with its data sources", () => {
    const data = result.resources.filter(({ mode }) => mode === "data");
    expect(Object.fromEntries(data.map((resource) => [nameOf(resource), Object.keys(resource.values)]))).to.deep.equal({
      "out#security: data.aws_caller_identity.me": ["account_id", "id"],
      "out#security: data.aws_partition.partition": ["partition", "id", "dns_suffix", "reverse_dns_prefix"],
      "out#security: data.aws_iam_policy_document.administration": ["json", "minified_json", "statement"],
      "out#security: data.aws_iam_policy_document.key-document": [
        "json",
        "minified_json",
        "source_policy_documents",
        "statement",
      ],
      "out#registry: data.aws_kms_alias.elsewhere": ["arn", "id", "target_key_arn", "target_key_id", "name"],
    });
  });
});

describe("a program with loops, locals and variables", () => {
  const result = readProgram(buildLoops);
  const place = "333333333333 us-east-1";
  const repository = (team: string): object => ({
    in: place,
    values: {
      arn: `arn:aws:ecr:us-east-1:333333333333:repository/team/${team}`,
      id: `team/${team}`,
      name: `team/${team}`,
      registry_id: "333333333333",
      repository_url: `333333333333.dkr.ecr.us-east-1.amazonaws.com/team/${team}`,
      tags: { environment: u("var.environment") },
    },
  });
  const policy = (team: string, account: string): object => ({
    in: place,
    values: {
      policy: {
        Statement: [
          { Effect: "Allow", Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: "ecr:BatchGetImage" },
        ],
      },
      repository: `team/${team}`,
    },
  });
  const role = (name: string): object => ({
    in: place,
    values: { arn: `arn:aws:iam::333333333333:role/${name}`, assume_role_policy: {}, id: name, name },
  });
  const document = {
    Version: "2012-10-17",
    Statement: ["ecr:BatchGetImage", "ecr:PutImage"].map((Action) => ({ Effect: "Allow", Action, Resource: "*" })),
  };

  it("is read with one resource for each turn of its loops", () => {
    expect(resourcesOf(result)).to.deep.equal({
      'out#teams: aws_ecr_repository.repository["blue"]': repository("blue"),
      'out#teams: aws_ecr_repository.repository["red"]': repository("red"),
      'out#teams: aws_ecr_repository_policy.policy["blue"]': policy("blue", "111111111111"),
      'out#teams: aws_ecr_repository_policy.policy["red"]': policy("red", "222222222222"),
      "out#teams: aws_iam_role.role[0]": role("worker-0"),
      "out#teams: aws_iam_role.role[1]": role("worker-1"),
      "out#teams: aws_iam_role.unknown-roles": {
        in: place,
        values: {
          arn: u("aws_iam_role.unknown-roles.arn"),
          assume_role_policy: {},
          id: u("aws_iam_role.unknown-roles.id"),
          name: u("each.value"),
        },
        references: { name: "each.value" },
      },
      "out#teams: data.aws_iam_policy_document.document": {
        in: place,
        values: {
          json: document,
          minified_json: document,
          statement: [
            { actions: ["ecr:BatchGetImage"], resources: ["*"] },
            { actions: ["ecr:PutImage"], resources: ["*"] },
          ],
        },
      },
    });
  });

  it("says where it cannot know how many there are", () => {
    expect(result.gaps).to.deep.equal([
      gapOf(
        "unknown-count",
        { input: "out#teams", address: "aws_iam_role.unknown-roles" },
        "how many there are is not known: its for_each depends on what the configuration does not say; give `terraform show -json` of a plan",
      ),
    ]);
  });
});
