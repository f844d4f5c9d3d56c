import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Testing, type TerraformStack } from "cdktf";
import { expect } from "chai";
import { EXAMPLES, exampleDocuments, KEY_ARN } from "./example-documents";
import { cdktfProgram, EXAMPLES_FOLDER, pulumiResources } from "./programs";

for (const example of EXAMPLES) {
  describe(`example ${example.name}`, () => {
    const folder = join(EXAMPLES_FOLDER, example.name);
    const expected = JSON.parse(readFileSync(join(folder, "expected.json"), "utf8")) as Record<string, unknown>;

    it("has the documents of its topology as expected output", () => {
      expect(JSON.parse(JSON.stringify(exampleDocuments(example)))).to.deep.equal(expected);
    });

    it("deploys only expected documents with CDKTF", async () => {
      const build = await cdktfProgram(example.name);
      const app = Testing.app();
      build(app);
      const stacks = app.node.children as TerraformStack[];
      expectOnlyExpected(
        stacks.flatMap((stack) => policiesIn(JSON.parse(Testing.synth(stack)))),
        expected,
      );
    });

    it("deploys only expected documents with Pulumi", async () => {
      const resources = await pulumiResources(example.name, example.topology);
      const policies = resources
        .map(({ inputs }) => inputs["policy"])
        .filter((policy): policy is string => typeof policy === "string");
      expectOnlyExpected(policies, expected);
    });
  });
}

/** Each deployed text is a document of the example, and the key's and repositories' all are deployed. */
function expectOnlyExpected(deployed: readonly string[], expected: Readonly<Record<string, unknown>>): void {
  const known = Object.entries(expected).map(([name, document]) => [name, JSON.stringify(document)] as const);
  const names = deployed.flatMap((text) => {
    const same = known.filter(([, json]) => json === withoutKeyArn(text)).map(([name]) => name);
    return same.length > 0 ? same : [`unexpected: ${text}`];
  });
  const required = Object.keys(expected).filter((name) => !name.startsWith("IAM policy for account"));
  expect(names.filter((name) => name.startsWith("unexpected"))).to.deep.equal([]);
  expect(new Set(names)).to.include.all.keys(...required.filter((name) => !name.includes("of 123456789012")));
}

/** What stands for the key ARN differs: a reference in Terraform, the mocks' word in Pulumi. */
function withoutKeyArn(text: string): string {
  return text.replace(/"Resource":\["(?:\$\{[^}]*\}|<[^>]*>|arn:aws:kms:[^"*]*)"\]/g, `"Resource":["${KEY_ARN}"]`);
}

function policiesIn(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === "policy" && typeof inner === "string" ? [inner] : policiesIn(inner),
  );
}
