import type { InputKind } from "../model/access-model";
import { InputError } from "../toolkit/input-error";
import { HOW_TO_MAKE_INPUTS } from "../toolkit/how-to-make-inputs";

/** What a file can be; a folder or an account is recognized otherwise. */
type FileKind = Exclude<InputKind, "cdktf-output" | "deployed">;

/**
 * What a parsed JSON file is: known by what is in it, not by its name.
 *
 * @throws InputError for something else, with what to do where it is known
 */
export function inputKind(json: unknown, path: string): FileKind {
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    throw notAnInput(
      path,
      `holds ${Array.isArray(json) ? "a list" : "no object"}, which is not one of the inputs`,
      HOW_TO_MAKE_INPUTS,
    );
  }
  const known = KINDS.find(({ keys }) => keys.every((key) => key in json));
  if (known !== undefined) return known.kind;
  const mistaken = MISTAKEN.find(({ keys }) => keys.every((key) => key in json));
  if (mistaken !== undefined) throw notAnInput(path, mistaken.message, mistaken.hint);
  throw notAnInput(path, "is not one of the known inputs", HOW_TO_MAKE_INPUTS);
}

const KINDS: readonly { readonly kind: FileKind; readonly keys: readonly string[] }[] = [
  { kind: "terraform-plan", keys: ["format_version", "planned_values"] },
  { kind: "terraform-plan", keys: ["format_version", "resource_changes"] },
  { kind: "terraform-state", keys: ["format_version"] },
  { kind: "pulumi-stack", keys: ["version", "deployment"] },
  { kind: "pulumi-preview", keys: ["steps"] },
  { kind: "topology", keys: ["registryAccountId"] },
  { kind: "topology", keys: ["repositories", "region"] },
];

const MISTAKEN: readonly { readonly keys: readonly string[]; readonly message: string; readonly hint: string }[] = [
  {
    keys: ["terraform_version", "serial", "lineage"],
    message: "is a state file as Terraform keeps it, whose form may change with each version",
    hint: "run `terraform show -json` in its folder and give that",
  },
  {
    keys: ["stacks", "version"],
    message: "is the manifest of a CDKTF output folder",
    hint: "give the folder that it is in",
  },
  {
    keys: ["terraform", "resource"],
    message: "is a single synthesized stack",
    hint: "give the folder that it is in, or the whole cdktf.out",
  },
  {
    keys: ["Statement"],
    message: "is a policy document",
    hint: "a policy alone does not say whose it is; give the plan or state that attaches it",
  },
  {
    keys: ["AWSTemplateFormatVersion"],
    message: "is a CloudFormation template, which is not read",
    hint: HOW_TO_MAKE_INPUTS,
  },
  { keys: ["Resources"], message: "looks like a CloudFormation template, which is not read", hint: HOW_TO_MAKE_INPUTS },
  {
    keys: ["@level", "@message"],
    message: "is the log of `terraform plan -json`, not the plan",
    hint: "run `terraform plan -out plan.tfplan`, then `terraform show -json plan.tfplan`",
  },
];

function notAnInput(path: string, message: string, hint: string): InputError {
  return new InputError([{ path, message, hint }]);
}
