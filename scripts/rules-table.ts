import type { DocumentedRule } from "../cli/rules/documented-rule";
import type { SameCheckElsewhere } from "../cli/rules/finding";
import { SEVERITIES } from "../cli/rules/finding";
import { RULES } from "../cli/rules/rules";
import { markdownTable } from "./markdown-table";

/** docs/rules.md: a table of all rules, and a heading for each, so that a rule can be linked. */
export function rulesTable(rules: readonly DocumentedRule[] = RULES): string {
  return [HEAD, overview(rules), "", ...rules.map(section)].join("\n");
}

const HEAD = `# Rules

What \`ecr-kms check\` finds beside the proof of access. Ids are stable; messages may change. Severities: **critical** loses
images or opens them to strangers, **high** makes a deployment or a pull fail or cannot be fixed later, **medium** is most
likely a mistake, **low** is tidiness.

Switch a rule off, for all or some subjects, or change its severity in \`ecr-kms.config.json\`; findings that are switched off are
still reported, with the reason, and count as nothing:

\`\`\`json
{
  "rules": {
    "no-scan": { "off": true, "reason": "the registry scans every repository continuously" },
    "mutable-tags": { "off": true, "reason": "rebuilt nightly", "only": ["repository sandbox-*"] },
    "deletion-window-short": { "severity": "high" }
  }
}
\`\`\`

This page is generated from the rules in \`cli/rules/\`: change them there and run \`npm run docs\`.
`;

const TOOLS: Readonly<Record<keyof SameCheckElsewhere, string>> = {
  securityHub: "Security Hub",
  checkov: "Checkov",
  trivy: "Trivy",
  prowler: "Prowler",
};

function overview(rules: readonly DocumentedRule[]): string {
  const bySeverity = SEVERITIES.flatMap((severity) => rules.filter((rule) => rule.severity === severity));
  const rows = bySeverity.map(({ id, severity, title }) => [`[${id}](#${id})`, severity, escaped(title)]);
  return markdownTable(["Rule", "Severity", "What must hold"], rows);
}

function section({ id, severity, title, why, fix, see, elsewhere }: DocumentedRule): string {
  const same = sameElsewhere(elsewhere);
  return `## ${id}

${escaped(title)}

- Severity: ${severity}
- Why: ${escaped(why)}
- Fix: ${escaped(fix)}
- Source: <${see}>
${same === "" ? "" : `- The same elsewhere: ${same}\n`}`;
}

function sameElsewhere(elsewhere: SameCheckElsewhere): string {
  return (Object.keys(TOOLS) as (keyof SameCheckElsewhere)[])
    .flatMap((tool) => {
      const ids = elsewhere[tool] ?? [];
      return ids.length === 0 ? [] : [`${TOOLS[tool]} ${ids.map((id) => `\`${id}\``).join(", ")}`];
    })
    .join("; ");
}

/** Characters that Markdown would take for markup. */
function escaped(text: string): string {
  return text.replace(/[<>*]/g, "\\$&");
}
