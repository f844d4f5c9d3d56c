import { join } from "node:path";
import type { App } from "cdktf";
import { expect } from "chai";
import { hasUnknown } from "../../../../cli/policy/unknown";
import { modelFromResources } from "../../../../cli/resources/model-from-resources";
import type { ReadResources } from "../../../../cli/resources/resource";
import { EXAMPLES, exampleDocuments, KEY_ARN } from "../../../examples/example-documents";
import { synthesize } from "../../../support/deployment";
import { Folders, read } from "./folders";

const ROOT = join(__dirname, "..", "..", "..", "..");

for (const example of EXAMPLES) {
  describe(`the synthesized example ${example.name}`, () => {
    const folders = new Folders();
    let result: ReadResources;
    before(async () => {
      // eslint-disable-next-line @typescript-eslint/no-unsafe-assignment -- a program found by its name
      const { build }: { build: (app: App) => void } = await import(
        join(ROOT, "examples", example.name, "cdktf", "main.ts")
      );
      const folder = folders.with();
      synthesize(build, folder);
      result = read(folder);
    });
    after(() => {
      folders.remove();
    });

    it("has exactly the documents that are planned for its topology", () => {
      const keyArn = arnsOf(result, "aws_kms_key")[0] ?? "none";
      const policies = result.resources.flatMap(({ values }) => {
        const { policy } = values;
        return typeof policy === "string" ? [JSON.parse(policy.replaceAll(keyArn, KEY_ARN)) as unknown] : [];
      });
      const planned = Object.entries(exampleDocuments(example)).filter(([name]) => isMade(name));
      expect(policies).to.have.deep.members(
        planned.map(([, document]) => JSON.parse(JSON.stringify(document)) as unknown),
      );
    });

    it("encrypts every repository with the key of the program", () => {
      const keys = result.resources
        .filter(({ type }) => type === "aws_ecr_repository")
        .flatMap(({ values }) => values["encryption_configuration"] as readonly { readonly kms_key: string }[]);
      expect(new Set(keys.map(({ kms_key }) => kms_key))).to.deep.equal(new Set(arnsOf(result, "aws_kms_key")));
    });

    it("has an account for everything, and nothing unknown", () => {
      const { registryAccountId, region } = example.topology;
      const repositories = result.resources.filter(({ type }) => type.startsWith("aws_ecr_"));
      expect(new Set(repositories.map((resource) => `${resource.accountId} ${resource.region}`))).to.deep.equal(
        new Set([`${registryAccountId} ${region}`]),
      );
      expect(hasUnknown(result.resources)).to.equal(false);
      expect(result.gaps).to.deep.equal([]);
      expect(modelFromResources([result]).gaps.filter(({ affectsAccess }) => affectsAccess)).to.deep.equal([]);
    });
  });
}

/** The programs make spokes of roles: for accounts as a whole, and for the registry account itself, they attach nothing. */
function isMade(name: string): boolean {
  return !name.startsWith("IAM policy for account") && !name.includes("of 123456789012");
}

function arnsOf({ resources }: ReadResources, wanted: string): readonly string[] {
  return resources.filter(({ type }) => type === wanted).map(({ values }) => String(values["arn"]));
}
