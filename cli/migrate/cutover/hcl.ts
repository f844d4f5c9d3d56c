/** A text in Terraform's language, its templates switched off. */
export function string(text: string): string {
  return template(JSON.stringify(text));
}

/** A text of several lines in Terraform's language. */
export function heredoc(text: string): string {
  const lines = template(text).split("\n");
  return ["<<-EOT", ...lines.map((line) => `    ${line}`), "  EOT"].join("\n");
}

/** A name that Terraform and Pulumi take for a resource. */
export function resourceLabel(name: string): string {
  const label = name.replace(/[^A-Za-z0-9_-]/g, "_");
  return /^[A-Za-z_]/.test(label) ? label : `_${label}`;
}

function template(text: string): string {
  // Functions, for a $ in a replacement has a meaning of its own.
  return text.replaceAll("${", () => "$${").replaceAll("%{", () => "%%{");
}
