import { readFileSync } from "node:fs";
import { join } from "node:path";
import { TerraformStack, Testing } from "cdktf";
import { expect } from "chai";
import { cicd, hubs } from "./key-per-team-program";

type Values = Readonly<Record<string, unknown>>;

/** The resources of a type that a program makes, by their address. */
function resourcesOf(program: (stack: TerraformStack) => void): (type: string) => readonly [string, Values][] {
  const stack = new TerraformStack(Testing.app(), "stack");
  program(stack);
  const { resource } = JSON.parse(Testing.synth(stack)) as { resource: Record<string, Record<string, Values>> };
  return (type) => Object.entries(resource[type] ?? {}).map(([id, values]) => [`${type}.${id}`, values]);
}

describe("a key for each team", () => {
  it("encrypts the repositories of the team and no others", () => {
    const made = resourcesOf(hubs);
    const keyOf = new Map(
      made("aws_kms_alias").map(([, { name, target_key_id }]) => [
        name,
        String(target_key_id).replace(/\.key_id\}$/, ""),
      ]),
    );
    expect([...keyOf.keys()]).to.deep.equal(["alias/ecr/payments", "alias/ecr/search"]);
    const encryptedWith = made("aws_ecr_repository").map(([, { name, encryption_configuration }]) => {
      const [{ kms_key } = { kms_key: "" }] = encryption_configuration as readonly { readonly kms_key: string }[];
      return [name, kms_key.replace(/\.arn\}$/, "")];
    });
    expect(Object.fromEntries(encryptedWith)).to.deep.equal({
      "payments/api": keyOf.get("alias/ecr/payments"),
      "search/index": keyOf.get("alias/ecr/search"),
      "search/web": keyOf.get("alias/ecr/search"),
    });
  });

  it("names in each key policy the pullers of that team alone", () => {
    const policies = resourcesOf(hubs)("aws_kms_key").map(([, { policy }]) => String(policy));
    expect(policies.map((policy) => [policy.includes("222222222222"), policy.includes("333333333333")])).to.deep.equal([
      [true, false],
      [false, true],
    ]);
  });

  it("gives a role that pushes for both teams a policy for each, under a name of its own", () => {
    const made = resourcesOf(cicd);
    expect(made("aws_iam_policy").map(([, { name }]) => name)).to.deep.equal([
      "ecr-payments-role-cicd-role",
      "ecr-search-role-cicd-role",
    ]);
    expect(made("aws_iam_role_policy_attachment").map(([, { role }]) => role)).to.deep.equal([
      "cicd-role",
      "cicd-role",
    ]);
  });

  it("is what docs/keys.md shows", () => {
    const program = readFileSync(join(__dirname, "key-per-team-program.ts"), "utf8");
    const page = readFileSync(join(__dirname, "..", "..", "docs", "keys.md"), "utf8");
    expect(page).to.include(program.replace("../../cdktf", "ecr-kms/cdktf"));
  });
});
