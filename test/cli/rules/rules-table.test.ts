import { expect } from "chai";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { RULES } from "../../../cli/rules/rules";
import { rulesTable } from "../../../scripts/rules-table";

describe("docs/rules.md", () => {
  it("is what the rules say (npm run docs)", () => {
    expect(readFileSync(join(__dirname, "../../../docs/rules.md"), "utf8")).to.equal(rulesTable());
  });

  it("has a row and a heading for each rule", () => {
    const page = rulesTable();
    const without = RULES.filter(({ id }) => !page.includes(`\n## ${id}\n`) || !page.includes(`\n| [${id}](#${id})`));
    expect(without.map(({ id }) => id)).to.deep.equal([]);
  });

  it("says what a rule says", () => {
    const [head, overview] = rulesTable([
      {
        id: "no-pets",
        title: "No <pet> is named under_score.",
        severity: "low",
        see: "https://example.com/pets.html",
        elsewhere: { prowler: ["pets_a", "pets_b"], checkov: ["CKV_1"] },
        why: "It is *confusing*.",
        fix: "Rename it.",
        find: () => [],
      },
    ]).split(/\n(?=\| Rule)/);
    expect(head).to.match(/^# Rules\n/);
    expect(overview).to.equal(`| Rule                | Severity | What must hold                   |
| ------------------- | -------- | -------------------------------- |
| [no-pets](#no-pets) | low      | No \\<pet\\> is named under_score. |

## no-pets

No \\<pet\\> is named under_score.

- Severity: low
- Why: It is \\*confusing\\*.
- Fix: Rename it.
- Source: <https://example.com/pets.html>
- The same elsewhere: Checkov \`CKV_1\`; Prowler \`pets_a\`, \`pets_b\`
`);
  });
});
