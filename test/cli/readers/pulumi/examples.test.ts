import { expect } from "chai";
import type { Gap } from "../../../../cli/model/access-model";
import { readPulumiStack } from "../../../../cli/readers/pulumi/read-pulumi-stack";
import { modelFromResources } from "../../../../cli/resources/model-from-resources";
import type { InfrastructureResource } from "../../../../cli/resources/resource";
import { EXAMPLES, exampleDocuments, KEY_ARN } from "../../../examples/example-documents";
import { pulumiResources } from "../../../examples/programs";
import { stackExport } from "./stack-export";

for (const example of EXAMPLES) {
  describe(`the stack of example ${example.name}`, () => {
    let read: readonly InfrastructureResource[];
    const { region, registryAccountId, keyAccountId = registryAccountId, keyAlias } = example.topology;
    let keyArn: string;
    let gaps: readonly Gap[];

    before(async () => {
      const registered = await pulumiResources(example.name, example.topology);
      const json = JSON.parse(JSON.stringify(stackExport(registered))) as unknown;
      const stack = readPulumiStack(json, "stack.json", {});
      read = stack.resources;
      gaps = modelFromResources([stack]).gaps;
      keyArn = String(read.find(({ type }) => type === "aws_kms_key")?.values["arn"]);
      expect(keyArn).to.match(new RegExp(`^arn:aws:kms:${region}:${keyAccountId}:key/[0-9a-f-]{36}$`));
    });

    it("leaves nothing open that could give or take access", () => {
      expect(gaps.filter(({ affectsAccess }) => affectsAccess)).to.deep.equal([]);
    });

    it("has the documents of the topology, each in its account", () => {
      const documents = read
        .filter(({ values }) => typeof values["policy"] === "string")
        .map(({ type, accountId, values }) => `${type} ${accountId} ${String(values["policy"])}`);
      expect(new Set(documents)).to.deep.equal(new Set(expectedDocuments(example, keyArn)));
    });

    it("has one key, named by its alias, and repositories encrypted with it", () => {
      expect(read.filter(({ type }) => type === "aws_kms_key")).to.have.length(1);
      const [alias] = read.filter(({ type }) => type === "aws_kms_alias");
      expect(alias?.values).to.deep.equal({
        id: keyAlias ?? "alias/ecr/registry",
        name: keyAlias ?? "alias/ecr/registry",
        arn: `arn:aws:kms:${region}:${keyAccountId}:${keyAlias ?? "alias/ecr/registry"}`,
        target_key_id: keyArn.slice(-36),
      });
      const repositories = read.filter(({ type }) => type === "aws_ecr_repository");
      expect(repositories.map(({ values }) => values["name"]).sort()).to.deep.equal(
        Object.keys(example.topology.repositories).sort(),
      );
      for (const { values, isProtected } of repositories) {
        expect(values["encryption_configuration"]).to.deep.equal([{ encryption_type: "KMS", kms_key: keyArn }]);
        expect(isProtected).to.equal(true);
      }
    });

    it("attaches each IAM policy to its role by what the policy's resource says", () => {
      const policies = read.filter(({ type }) => type === "aws_iam_policy").map(({ values }) => values["arn"]);
      const attachments = read.filter(({ type }) => type === "aws_iam_role_policy_attachment");
      for (const { values } of attachments) expect(policies).to.include(values["policy_arn"]);
      expect(attachments).to.have.length(example.name === "single-repository" ? 0 : policies.length);
    });
  });
}

/** What the programs deploy of a topology's documents: not the IAM policies of whole accounts, which they leave to those. */
function expectedDocuments(example: (typeof EXAMPLES)[number], keyArn: string): readonly string[] {
  const { registryAccountId, keyAccountId = registryAccountId } = example.topology;
  return Object.entries(exampleDocuments(example)).flatMap(([name, document]) => {
    const text = JSON.stringify(document)?.replaceAll(JSON.stringify(KEY_ARN), JSON.stringify(keyArn));
    if (text === undefined || name.startsWith("IAM policy for account")) return [];
    if (name === "key policy") return [`aws_kms_key ${keyAccountId} ${text}`];
    if (name.startsWith("repository policy")) return [`aws_ecr_repository_policy ${registryAccountId} ${text}`];
    return [`aws_iam_policy ${name.slice(-12)} ${text}`];
  });
}
