import type { PolicyDocument } from "../shared";
import { policyJson } from "../shared";

const INTERPOLATION = /\$\{(?!TfToken\[)/g;
const DIRECTIVE = /%\{/g;

/**
 * The text of a document as a Terraform string. IAM variables such as `${aws:PrincipalTag/team}` are escaped, or
 * Terraform would take them for expressions of its own; CDKTF's tokens stay as they are.
 */
export function policyText(document: PolicyDocument): string {
  return terraformText(policyJson(document));
}

/** A text as a Terraform string, with the same escapes. */
export function terraformText(text: string): string {
  return text.replace(INTERPOLATION, "$$${").replace(DIRECTIVE, "%%{");
}
