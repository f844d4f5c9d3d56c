import { expect } from "chai";
import type { LifecyclePolicy, LifecycleRule } from "../../../../shared";
import { expireUntagged, keepLast, lifecyclePolicy, planHub, protectTags } from "../../../../shared";
import type { ExpectedFinding } from "../../fixtures";
import { expectFindings, expectSame, isDeeplyFrozen, isLater, LATER, LATER_LIST, QUIET } from "../../fixtures";

const DAYS = { countType: "sinceImagePushed", countUnit: "days", countNumber: 14 } as const;
const COUNT = { countType: "imageCountMoreThan", countNumber: 5 } as const;
const untagged: LifecycleRule = { selection: { tagStatus: "untagged", ...DAYS } };
const any: LifecycleRule = { selection: { tagStatus: "any", ...COUNT } };
const tagged = (...tagPatternList: readonly string[]): LifecycleRule => ({
  selection: { tagStatus: "tagged", tagPatternList, ...COUNT },
});
const EXPIRE = { type: "expire" };

describe("lifecyclePolicy", () => {
  it("puts ready-made rules together, in the order of their priority", () => {
    expectSame(
      lifecyclePolicy([protectTags(["v*", "release-*"]), expireUntagged(14), keepLast(10, "dev-*"), keepLast(50)]),
      {
        rules: [
          {
            rulePriority: 1,
            description: "Keep images tagged v*",
            selection: {
              tagStatus: "tagged",
              tagPatternList: ["v*"],
              countType: "imageCountMoreThan",
              countNumber: 1_000_000,
            },
            action: EXPIRE,
          },
          {
            rulePriority: 2,
            description: "Keep images tagged release-*",
            selection: {
              tagStatus: "tagged",
              tagPatternList: ["release-*"],
              countType: "imageCountMoreThan",
              countNumber: 1_000_000,
            },
            action: EXPIRE,
          },
          {
            rulePriority: 3,
            description: "Expire untagged images 14 days after their push",
            selection: { tagStatus: "untagged", ...DAYS },
            action: EXPIRE,
          },
          {
            rulePriority: 4,
            description: "Keep the 10 images tagged dev-* that were pushed last",
            selection: {
              tagStatus: "tagged",
              tagPatternList: ["dev-*"],
              countType: "imageCountMoreThan",
              countNumber: 10,
            },
            action: EXPIRE,
          },
          {
            rulePriority: 5,
            description: "Keep the 50 images that were pushed last",
            selection: { tagStatus: "any", countType: "imageCountMoreThan", countNumber: 50 },
            action: EXPIRE,
          },
        ],
      },
    );
  });

  it("gives the same bytes in whatever order properties, tags and numbered rules are written", () => {
    const written = lifecyclePolicy([
      {
        action: { type: "expire" },
        selection: { countNumber: 5, countType: "imageCountMoreThan", tagStatus: "any" },
        rulePriority: 9,
      },
      {
        rulePriority: 2,
        selection: {
          countNumber: 14,
          countType: "sinceImagePushed",
          tagPrefixList: ["b", "a", "b"],
          tagStatus: "tagged",
        },
      },
    ]);
    expectSame(written, {
      rules: [
        { rulePriority: 2, selection: { tagStatus: "tagged", tagPrefixList: ["a", "b"], ...DAYS }, action: EXPIRE },
        { rulePriority: 9, selection: { tagStatus: "any", ...COUNT }, action: EXPIRE },
      ],
    });
    expectSame(lifecyclePolicy(written.rules), written);
    expect(isDeeplyFrozen(written)).to.equal(true);
    expect(isDeeplyFrozen(keepLast(10))).to.equal(true);
  });

  it("takes four wildcards in a pattern, and fifty rules", () => {
    expect(lifecyclePolicy([tagged("*test*1*2*")]).rules).to.have.length(1);
    expect(lifecyclePolicy([protectTags(Array.from({ length: 50 }, (_, index) => `v${index}`))]).rules).to.have.length(
      50,
    );
  });

  const selection = (different: object): unknown => [{ selection: { tagStatus: "any", ...COUNT, ...different } }];
  const rule = (different: object): unknown => [{ ...untagged, ...different }];
  const at = (
    property: string,
    code: ExpectedFinding["code"],
    more: Partial<ExpectedFinding> = {},
  ): ExpectedFinding => ({
    code,
    path: `rules[0].${property}`,
    ...more,
  });
  const refused: readonly { title: string; given: unknown; findings: readonly ExpectedFinding[] }[] = [
    {
      title: "no list",
      given: "keep",
      findings: [{ code: "INVALID_TYPE", path: "rules", message: 'must be a list of rules, got "keep"' }],
    },
    {
      title: "no rules",
      given: [],
      findings: [
        { code: "INVALID_LIFECYCLE_POLICY", path: "rules", hint: "leave lifecyclePolicy out to keep every image" },
      ],
    },
    {
      title: "fifty-one rules",
      given: protectTags(Array.from({ length: 51 }, (_, index) => `v${index}`)),
      findings: [{ code: "INVALID_LIFECYCLE_POLICY", path: "rules", message: "has 51 rules; AWS allows 1 to 50" }],
    },
    { title: "a text as rule", given: ["keep"], findings: [{ code: "INVALID_TYPE", path: "rules[0]" }] },
    ...[0, -1, 1.5, Number.NaN, "14", undefined].map((countNumber) => ({
      title: `a count of ${String(countNumber)} (${typeof countNumber})`,
      given: selection({ countNumber }),
      findings: [at("selection.countNumber", "INVALID_LIFECYCLE_RULE")],
    })),
    ...[0, 1.5, "1"].map((rulePriority) => ({
      title: `priority ${JSON.stringify(rulePriority)}`,
      given: rule({ rulePriority }),
      findings: [at("rulePriority", "INVALID_LIFECYCLE_RULE")],
    })),
    {
      title: "a description that is no text",
      given: rule({ description: 1 }),
      findings: [at("description", "INVALID_TYPE")],
    },
    {
      title: "another action",
      given: rule({ action: { type: "transition", targetStorageClass: "archive" } }),
      findings: [
        at("action.targetStorageClass", "UNKNOWN_PROPERTY"),
        at("action.type", "INVALID_OPTION", {
          message: '"transition" is not one of "expire"',
          hint: "use a value listed here; for what AWS has added since, give the policy as text: JSON.stringify({ rules: [ … ] })",
        }),
      ],
    },
    { title: "an action that is a text", given: rule({ action: "expire" }), findings: [at("action", "INVALID_TYPE")] },
    { title: "no selection", given: rule({ selection: undefined }), findings: [at("selection", "INVALID_TYPE")] },
    {
      title: "a misspelt property",
      given: rule({ rulepriority: 1 }),
      findings: [at("rulepriority", "UNKNOWN_PROPERTY", { hint: "did you mean rulePriority?" })],
    },
    {
      title: "properties of a selection beside it",
      given: [{ tagStatus: "any" }],
      findings: [at("tagStatus", "UNKNOWN_PROPERTY"), at("selection", "INVALID_TYPE")],
    },
    {
      title: "an unknown tag status",
      given: selection({ tagStatus: "all" }),
      findings: [at("selection.tagStatus", "INVALID_OPTION")],
    },
    {
      title: "an unknown count",
      given: selection({ countType: "sinceImagePulled" }),
      findings: [at("selection.countType", "INVALID_OPTION")],
    },
    {
      title: "a unit of a count of images",
      given: selection({ countUnit: "days" }),
      findings: [at("selection.countUnit", "INVALID_LIFECYCLE_RULE", { hint: "leave countUnit out" })],
    },
    {
      title: "another unit than days",
      given: selection({ ...DAYS, countUnit: "weeks" }),
      findings: [at("selection.countUnit", "INVALID_OPTION")],
    },
    {
      title: "tagged without tags",
      given: selection({ tagStatus: "tagged" }),
      findings: [at("selection.tagStatus", "INVALID_LIFECYCLE_RULE", { hint: "give tagPatternList" })],
    },
    {
      title: "patterns and prefixes in one rule",
      given: selection({ tagStatus: "tagged", tagPatternList: ["v*"], tagPrefixList: ["v"] }),
      findings: [
        at("selection.tagStatus", "INVALID_LIFECYCLE_RULE", {
          message: '"tagged" needs exactly one list of tags, got 2',
        }),
      ],
    },
    {
      title: "tags of untagged images",
      given: selection({ tagStatus: "untagged", tagPatternList: ["v*"] }),
      findings: [at("selection.tagPatternList", "INVALID_LIFECYCLE_RULE", { hint: 'use tagStatus: "tagged"' })],
    },
    {
      title: "an empty list of tags",
      given: selection({ tagStatus: "tagged", tagPatternList: [] }),
      findings: [
        at("selection.tagPatternList", "INVALID_TYPE", { message: "must be a list of at least one tag, got none" }),
      ],
    },
    {
      title: "five wildcards",
      given: [tagged("*a*b*c*d*")],
      findings: [at("selection.tagPatternList[0]", "INVALID_LIFECYCLE_RULE")],
    },
    {
      title: "a regular expression",
      given: [tagged("v1|v2")],
      findings: [at("selection.tagPatternList[0]", "INVALID_LIFECYCLE_RULE", { message: '"v1|v2" matches no tag' })],
    },
    {
      title: "a pattern among prefixes",
      given: selection({ tagStatus: "tagged", tagPrefixList: ["v*"] }),
      findings: [
        at("selection.tagPrefixList[0]", "INVALID_LIFECYCLE_RULE", { hint: "use tagPatternList for patterns" }),
      ],
    },
    {
      title: "a rule for any image that is not the last",
      given: [keepLast(50), expireUntagged(14)],
      findings: [
        {
          code: "INVALID_LIFECYCLE_POLICY",
          path: "rules[0].selection.tagStatus",
          hint: 'put the rule with "any" last: it selects every image',
        },
      ],
    },
    {
      title: "a rule for any image whose priority is not the lowest",
      given: [
        { ...untagged, rulePriority: 2 },
        { ...any, rulePriority: 1 },
      ],
      findings: [{ code: "INVALID_LIFECYCLE_POLICY", path: "rules[1].selection.tagStatus" }],
    },
    {
      title: "a priority given twice",
      given: [
        { ...untagged, rulePriority: 7 },
        { ...tagged("v*"), rulePriority: 7 },
      ],
      findings: [
        {
          code: "INVALID_LIFECYCLE_POLICY",
          path: "rules[1].rulePriority",
          message: "7 is the priority of rules[0] too",
        },
      ],
    },
    {
      title: "priorities of some rules",
      given: [{ ...tagged("v*"), rulePriority: 1 }, untagged],
      findings: [
        { code: "INVALID_LIFECYCLE_POLICY", path: "rules[1].rulePriority", hint: "number every rule, or none" },
      ],
    },
    {
      title: "two rules for untagged images",
      given: [expireUntagged(14), untagged],
      findings: [
        {
          code: "INVALID_LIFECYCLE_POLICY",
          path: "rules[1].selection.tagStatus",
          message: "selects what rules[0] selects, which alone can expire it",
        },
      ],
    },
    {
      title: "two rules for the same tags",
      given: [tagged("a", "b"), tagged("b", "a")],
      findings: [{ code: "INVALID_LIFECYCLE_POLICY", path: "rules[1].selection.tagPatternList" }],
    },
    {
      title: "a policy that is too long",
      given: [{ ...untagged, description: "x".repeat(30_720) }],
      findings: [{ code: "DOCUMENT_TOO_LARGE", path: "", hint: "give fewer rules or tags" }],
    },
    {
      title: "several mistakes at once",
      given: [keepLast(0), { ...untagged, action: EXPIRE, when: "soon" }, tagged("")],
      findings: [
        { code: "INVALID_LIFECYCLE_RULE", path: "rules[0].selection.countNumber" },
        { code: "UNKNOWN_PROPERTY", path: "rules[1].when" },
        { code: "INVALID_LIFECYCLE_RULE", path: "rules[2].selection.tagPatternList[0]" },
      ],
    },
  ];
  for (const { title, given, findings } of refused) {
    it(`refuses ${title}`, () => {
      expectFindings(() => lifecyclePolicy(given as readonly LifecycleRule[]), findings);
    });
  }

  it("is refused by protectTags already when the patterns are no list", () => {
    expectFindings(() => protectTags("v*" as never), [{ code: "INVALID_TYPE", path: "tagPatterns" }]);
  });
});

describe("the lifecycle policy of repositories", () => {
  const plannedText = (policy: LifecyclePolicy | string): string | undefined =>
    planHub({ topology: QUIET, repository: { lifecyclePolicy: policy } }, isLater).repositories[0]?.settings
      .lifecyclePolicy;
  const given =
    (policy: unknown): (() => unknown) =>
    () =>
      plannedText(policy as string);
  const path = "repository.lifecyclePolicy";

  it("is the canonical text of rules", () => {
    const policy = lifecyclePolicy([expireUntagged(14), keepLast(50)]);
    expect(plannedText(policy)).to.equal(JSON.stringify(policy));
    expect(plannedText({ rules: [expireUntagged(14), keepLast(50)] })).to.equal(JSON.stringify(policy));
  });

  it("is a text as it was given, with what AWS has added since", () => {
    const archive = {
      rulePriority: 1,
      selection: { tagStatus: "any", countType: "sinceImagePulled", countUnit: "days", countNumber: 90 },
      action: { type: "transition", targetStorageClass: "archive" },
    };
    const text = JSON.stringify({ rules: [archive] }, undefined, 2);
    expect(plannedText(text)).to.equal(text);
    expect(plannedText(LATER)).to.equal(LATER);
  });

  it("takes counts, tags and descriptions that are known only at deployment", () => {
    expect(plannedText({ rules: [{ ...tagged(LATER), description: LATER }, tagged("v*"), untagged] })).to.include(
      LATER,
    );
  });

  it("refuses a structure that is known only at deployment", () => {
    expectFindings(given({ rules: LATER_LIST }), [{ code: "UNRESOLVED_STRUCTURE", path: `${path}.rules` }]);
    expectFindings(
      given({ rules: [{ rulePriority: LATER, selection: { tagStatus: LATER, countType: LATER, countNumber: 1 } }] }),
      [
        { code: "UNRESOLVED_STRUCTURE", path: `${path}.rules[0].rulePriority` },
        { code: "UNRESOLVED_STRUCTURE", path: `${path}.rules[0].selection.tagStatus` },
        { code: "UNRESOLVED_STRUCTURE", path: `${path}.rules[0].selection.countType` },
      ],
    );
    expectFindings(given({ rules: [{ selection: { tagStatus: "tagged", tagPatternList: LATER_LIST, ...COUNT } }] }), [
      { code: "UNRESOLVED_STRUCTURE", path: `${path}.rules[0].selection.tagPatternList` },
    ]);
  });

  const refused: readonly { title: string; policy: unknown; findings: readonly ExpectedFinding[] }[] = [
    { title: "a number", policy: 14, findings: [{ code: "INVALID_TYPE", path }] },
    {
      title: "a list of rules",
      policy: [untagged],
      findings: [
        { code: "INVALID_TYPE", path, message: "must be a lifecycle policy, as an object or JSON text, got a list" },
      ],
    },
    {
      title: "a text that is no JSON",
      policy: "rules: []",
      findings: [{ code: "INVALID_TYPE", path, hint: "give JSON.stringify({ rules: [ … ] })" }],
    },
    { title: "a text without rules", policy: "{}", findings: [{ code: "INVALID_TYPE", path: `${path}.rules` }] },
    {
      title: "a text with no rule in it",
      policy: '{"rules":[]}',
      findings: [{ code: "INVALID_LIFECYCLE_POLICY", path: `${path}.rules` }],
    },
    {
      title: "a text shorter than AWS takes it",
      policy: '{"rules":[{}]}',
      findings: [{ code: "INVALID_LIFECYCLE_POLICY", path, message: "has 14 characters; AWS allows 100 to 30,720" }],
    },
    {
      title: "a text longer than AWS takes it",
      policy: JSON.stringify({ rules: [{ ...untagged, description: "x".repeat(30_720) }] }),
      findings: [{ code: "DOCUMENT_TOO_LARGE", path }],
    },
    {
      title: "a property beside the rules",
      policy: { rules: [untagged], rule: [] },
      findings: [{ code: "UNKNOWN_PROPERTY", path: `${path}.rule` }],
    },
  ];
  for (const { title, policy, findings } of refused) {
    it(`is not ${title}`, () => {
      expectFindings(given(policy), findings);
    });
  }
});
