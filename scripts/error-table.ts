import type { ErrorCodeEntry } from "../shared";

/**
 * docs/errors.md: one heading for each code, so that a code can be linked.
 *
 * @param codes - Code → what stands there, in the order of the page.
 */
export function errorTable(codes: Readonly<Record<string, ErrorCodeEntry>>): string {
  const sections = Object.entries(codes).map(([code, entry]) => section(code, entry));
  return [HEAD, ...sections].join("\n");
}

const HEAD = `# Errors

Everything that is wrong with what you give is reported at once, as findings of one \`PolicyError\`. Each finding has a
\`code\`, the \`path\` of the value in your own words, a \`message\` and a \`hint\`. Codes are stable; messages may change.

This page is generated from \`ERROR_CODES\`: change the table there and run \`npm run docs\`.
`;

function section(code: string, { rule, example, fix, source }: ErrorCodeEntry): string {
  return `## ${code}

${escaped(rule)}

- Example: ${asCode(example)}
- Fix: ${escaped(fix)}
- Source: ${source.startsWith("https://") ? `<${source}>` : "a rule of this package"}
`;
}

/** Characters that Markdown would take for markup. */
function escaped(text: string): string {
  return text.replace(/[<>*_]/g, "\\$&");
}

function asCode(text: string): string {
  return `\`${text}\``;
}
