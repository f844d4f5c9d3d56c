import { expect } from "chai";
import type { AccessChange, AccessComparison } from "../../../cli/comparison/access-comparison";
import { renderComparison, type ComparisonReport } from "../../../cli/report/comparison/comparison-report";
import type { Party } from "../../../cli/proof/party";
import { fakePrincipal, fakeRepository } from "../support/fake-proof";

const CI = fakePrincipal("arn:aws:iam::111111111111:role/ci");
const DEPLOY = fakePrincipal("arn:aws:iam::111111111111:role/deploy");
const EVERYBODY: Party = { kind: "anyone", words: "every AWS account", name: { anyone: {} } };
const OWN: Party = {
  kind: "own-account",
  words: "principals of 123456789012 that no input holds",
  accountId: "123456789012",
};

const change = (
  kind: AccessChange["change"],
  who: AccessChange["who"],
  operation: AccessChange["operation"],
  rest: Partial<AccessChange> = {},
): AccessChange => ({ change: kind, who, operation, before: "denied", after: "allowed", repositories: [0], ...rest });

const COMPARISON: AccessComparison = {
  kmsModel: "documented",
  inputs: {
    new: [{ kind: "terraform-plan", path: "plan.json" }],
    old: [{ kind: "terraform-state", path: "state.json" }],
  },
  repositories: [
    { repository: fakeRepository("orders"), presence: "both" },
    { repository: fakeRepository("mail"), presence: "new" },
    { repository: fakeRepository("fax"), presence: "gone" },
  ],
  changes: [
    change("gain", { party: EVERYBODY }, "pull"),
    change("gain", { principal: CI }, "push", { before: "absent", repositories: [0, 1] }),
    change("gain", { principal: CI }, "pull", { before: "absent", repositories: [0, 1] }),
    change("gain", { principal: DEPLOY }, "push", { before: "absent", repositories: [0, 1] }),
    change("gain", { principal: DEPLOY }, "pull", { before: "absent", repositories: [0, 1] }),
    change("loss", { principal: CI }, "push", { before: "allowed", after: "absent", repositories: [2] }),
    change("unknown", { principal: DEPLOY }, "delete-repository", { before: "unknown", after: "unknown" }),
  ],
  gaps: [
    {
      change: "possible-gain",
      gap: {
        id: "unread-policy aws_ecr_repository_policy.mail",
        source: { input: "plan.json", address: "aws_ecr_repository_policy.mail" },
        message: "The policy cannot be read",
        affectsAccess: true,
      },
    },
  ],
  notCompared: [OWN],
  summary: { gain: 9, "possible-gain": 0, loss: 1, "possible-loss": 0, unknown: 1 },
  hasNewAccess: true,
};
const REPORT: ComparisonReport = { comparison: COMPARISON, version: "1.2.3" };
const NOTHING: AccessComparison = {
  ...COMPARISON,
  repositories: COMPARISON.repositories.slice(0, 1),
  changes: [],
  gaps: [],
  summary: { gain: 0, "possible-gain": 0, loss: 0, "possible-loss": 0, unknown: 0 },
  hasNewAccess: false,
};

const PAGE = { columns: 80, colors: false };

describe("the comparison of two sets of inputs", () => {
  it("is a table: gains first, what changes alike together", () => {
    const line = "─".repeat(80);
    expect(renderComparison("table", REPORT, PAGE).split("\n")).to.deep.equal([
      "Repositories",
      line,
      "New: mail. Whoever has access to a new repository gains it.",
      "Gone: fax. Whoever had access to a repository that is gone loses it.",
      "",
      "Who gains access",
      line,
      "+ every AWS account: pull: orders",
      "    before: no; now: yes",
      "+ ci of 111111111111, deploy of 111111111111: push, pull: orders, mail",
      "    before: not there; now: yes",
      "",
      "Who may gain access",
      line,
      "+? Somebody whom a gap in the inputs may hide: The policy cannot be read",
      "    plan.json: aws_ecr_repository_policy.mail (gap: unread-policy",
      "    aws_ecr_repository_policy.mail)",
      "",
      "Who loses access",
      line,
      "- ci of 111111111111: push: fax",
      "    before: yes; now: not there",
      "",
      "Not known, neither before nor now",
      line,
      "? deploy of 111111111111: delete-repository: orders",
      "    before: not known; now: not known",
      "",
      "Not compared: principals of 123456789012 that no input holds.",
      "9 gains; 1 new gap in the inputs; 1 loss; 1 answer not known on either side.",
      "",
    ]);
  });

  it("is a comment on a pull request", () => {
    const shown = renderComparison("markdown", REPORT, PAGE);
    expect(shown).to.match(/^## ⚠️ What this changes about access\n\n9 gains; 1 new gap in the inputs; 1 loss; /);
    expect(shown).to.include("### Who gains access\n\n| who | may | repositories | before | now |\n");
    expect(shown).to.include(
      "| ci of 111111111111, deploy of 111111111111 | push, pull | orders, mail | not there | yes |",
    );
    expect(shown).to.include("<summary>Not known, neither before nor now</summary>");
    expect(shown).to.include("<code>plan.json</code> against <code>state.json</code></sub>");
  });

  it("is never longer than a comment may be, and says what was cut", () => {
    const many = Array.from({ length: 3000 }, (_, index) =>
      change("gain", { principal: fakePrincipal(`arn:aws:iam::111111111111:role/${index}`) }, "push", {
        repositories: [index],
      }),
    );
    const repositories = many.map((_, index) => ({
      repository: fakeRepository(`r-${index}`),
      presence: "both" as const,
    }));
    const shown = renderComparison(
      "markdown",
      { ...REPORT, comparison: { ...COMPARISON, changes: many, repositories } },
      PAGE,
    );
    expect(shown).to.have.length.lessThan(65_536);
    expect(shown).to.include("The comparison was cut to fit into a comment.");
  });

  it("lets no text of an input act on a page or a terminal", () => {
    const bad = { ...EVERYBODY, words: "\u001b[31m<img src=x> | @team `x`" };
    const report = { ...REPORT, comparison: { ...COMPARISON, changes: [change("gain", { party: bad }, "pull")] } };
    expect(renderComparison("markdown", report, PAGE)).to.not.match(/<img|@team/);
    expect(renderComparison("table", report, PAGE)).to.not.include("\u001b");
  });

  it("is JSON for programs", () => {
    const json = JSON.parse(renderComparison("json", REPORT, PAGE)) as Readonly<Record<string, unknown>>;
    expect(json).to.have.all.keys(
      "formatVersion",
      "tool",
      "kmsModel",
      "hasNewAccess",
      "summary",
      "inputs",
      "against",
      "repositories",
      "changes",
      "gaps",
      "notCompared",
    );
    expect((json["changes"] as unknown[])[1]).to.deep.equal({
      change: "gain",
      principal: { arn: CI.arn, kind: "role", name: "ci", accountId: "111111111111" },
      operation: "push",
      before: "absent",
      after: "allowed",
      repositories: [0, 1],
    });
    expect((json["changes"] as unknown[])[0]).to.deep.include({ party: EVERYBODY, before: "denied" });
  });

  it("says that nothing changes, and no more than is known", () => {
    const shown = (comparison: AccessComparison): string => renderComparison("table", { ...REPORT, comparison }, PAGE);
    expect(shown(NOTHING)).to.match(/^Nobody gains and nobody loses access\.$/m);
    const unknown = { ...NOTHING, summary: { ...NOTHING.summary, unknown: 2 } };
    expect(shown(unknown)).to.match(
      /^Nobody gains and nobody loses access, as far as that is known; 2 answers not\nknown on either side\.$/m,
    );
    expect(renderComparison("markdown", { ...REPORT, comparison: NOTHING }, PAGE)).to.match(/^## ✅/);
  });

  it("asks whether the inputs are of one registry where they share no repository", () => {
    const comparison = { ...COMPARISON, repositories: COMPARISON.repositories.slice(1) };
    expect(renderComparison("table", { ...REPORT, comparison }, PAGE)).to.include("No repository is in both:");
  });

  it("shows what differs from what is expected, and what the file leaves out", () => {
    const expected = { ...REPORT, differences: [], relaxations: ["push is ignored"] };
    expect(renderComparison("table", expected, PAGE)).to.match(
      /^✓ Access is exactly as expected\.\n! push is ignored\n/,
    );
    expect(renderComparison("markdown", expected, PAGE)).to.include(
      "\nAccess is exactly as expected.\n\n- push is ignored\n",
    );
  });
});
