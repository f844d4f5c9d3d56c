import { expect } from "chai";
import type { RegistryScanningConfig } from "../../../shared";
import { planScanning } from "../../../shared";
import type { ExpectedFinding } from "../fixtures";
import { expectFindings, expectSame, isDeeplyFrozen, isLater, LATER, LATER_LIST } from "../fixtures";

const every = [{ filter: "*", filterType: "WILDCARD" }];

describe("planScanning", () => {
  it("scans every repository, on push with BASIC and continuously with ENHANCED", () => {
    expectSame(planScanning({ scanType: "BASIC" }), {
      scanType: "BASIC",
      rules: [{ scanFrequency: "SCAN_ON_PUSH", repositoryFilters: every }],
    });
    expectSame(planScanning({ scanType: "ENHANCED" }), {
      scanType: "ENHANCED",
      rules: [{ scanFrequency: "CONTINUOUS_SCAN", repositoryFilters: every }],
    });
  });

  it("sorts rules and filters, and drops repetitions", () => {
    const plan = planScanning({
      scanType: "ENHANCED",
      rules: [
        {
          scanFrequency: "SCAN_ON_PUSH",
          repositoryFilters: [{ filter: "team/*" }, { filter: "*" }, { filter: "team/*" }],
        },
        { scanFrequency: "CONTINUOUS_SCAN", repositoryFilters: [{ filter: "prod_a.b-c/*", filterType: "WILDCARD" }] },
      ],
    });
    expectSame(plan, {
      scanType: "ENHANCED",
      rules: [
        { scanFrequency: "CONTINUOUS_SCAN", repositoryFilters: [{ filter: "prod_a.b-c/*", filterType: "WILDCARD" }] },
        {
          scanFrequency: "SCAN_ON_PUSH",
          repositoryFilters: [
            { filter: "*", filterType: "WILDCARD" },
            { filter: "team/*", filterType: "WILDCARD" },
          ],
        },
      ],
    });
    expect(isDeeplyFrozen(plan)).to.equal(true);
  });

  it("scans nothing by itself where there are no rules", () => {
    expectSame(planScanning({ scanType: "BASIC", rules: [] }), { scanType: "BASIC", rules: [] });
  });

  it("takes filters that are known only at deployment", () => {
    const rules = [{ scanFrequency: "SCAN_ON_PUSH", repositoryFilters: [{ filter: LATER }] }] as const;
    expect(planScanning({ scanType: "BASIC", rules }, isLater).rules[0]?.repositoryFilters[0]?.filter).to.equal(LATER);
  });

  const push = (repositoryFilters: unknown): unknown => ({
    scanType: "BASIC",
    rules: [{ scanFrequency: "SCAN_ON_PUSH", repositoryFilters }],
  });
  const filters = "rules[0].repositoryFilters";
  const refused: readonly { title: string; given: unknown; findings: readonly ExpectedFinding[] }[] = [
    { title: "nothing", given: undefined, findings: [{ code: "INVALID_TYPE", path: "" }] },
    {
      title: "no scan type",
      given: {},
      findings: [{ code: "INVALID_OPTION", path: "scanType", hint: 'use "BASIC" or "ENHANCED"' }],
    },
    {
      title: "another scan type",
      given: { scanType: "FULL" },
      findings: [{ code: "INVALID_OPTION", path: "scanType" }],
    },
    {
      title: "a scan type known only later",
      given: { scanType: LATER },
      findings: [{ code: "UNRESOLVED_STRUCTURE", path: "scanType" }],
    },
    {
      title: "rules that are no list",
      given: { scanType: "BASIC", rules: {} },
      findings: [{ code: "INVALID_TYPE", path: "rules" }],
    },
    {
      title: "rules known only later",
      given: { scanType: "BASIC", rules: LATER_LIST },
      findings: [{ code: "UNRESOLVED_STRUCTURE", path: "rules" }],
    },
    {
      title: "a rule that is a text",
      given: { scanType: "BASIC", rules: ["*"] },
      findings: [{ code: "INVALID_TYPE", path: "rules[0]" }],
    },
    {
      title: "continuous scans by ECR itself",
      given: { scanType: "BASIC", rules: [{ scanFrequency: "CONTINUOUS_SCAN", repositoryFilters: every }] },
      findings: [
        {
          code: "INVALID_SCANNING_RULE",
          path: "rules[0].scanFrequency",
          message: '"CONTINUOUS_SCAN" cannot be combined with scanType "BASIC"',
          hint: 'use "SCAN_ON_PUSH"',
        },
      ],
    },
    {
      title: "manual scans as a rule",
      given: { scanType: "ENHANCED", rules: [{ scanFrequency: "MANUAL", repositoryFilters: every }] },
      findings: [
        {
          code: "INVALID_SCANNING_RULE",
          path: "rules[0].scanFrequency",
          hint: 'use "CONTINUOUS_SCAN" or "SCAN_ON_PUSH"',
        },
      ],
    },
    {
      title: "a frequency known only later",
      given: { scanType: "BASIC", rules: [{ scanFrequency: LATER, repositoryFilters: every }] },
      findings: [{ code: "UNRESOLVED_STRUCTURE", path: "rules[0].scanFrequency" }],
    },
    {
      title: "two rules of one frequency",
      given: {
        scanType: "BASIC",
        rules: [
          { scanFrequency: "SCAN_ON_PUSH", repositoryFilters: every },
          { scanFrequency: "SCAN_ON_PUSH", repositoryFilters: [{ filter: "web" }] },
        ],
      },
      findings: [
        {
          code: "INVALID_SCANNING_RULE",
          path: "rules[1].scanFrequency",
          message: '"SCAN_ON_PUSH" already has a rule',
          hint: "put all filters of one frequency into one rule",
        },
      ],
    },
    {
      title: "filters known only later",
      given: push(LATER_LIST),
      findings: [{ code: "UNRESOLVED_STRUCTURE", path: filters }],
    },
    { title: "a filter in place of a list", given: push("*"), findings: [{ code: "INVALID_TYPE", path: filters }] },
    { title: "no filters", given: push([]), findings: [{ code: "INVALID_SCANNING_RULE", path: filters }] },
    {
      title: "a hundred and one filters",
      given: push(Array.from({ length: 101 }, (_, index) => ({ filter: `app-${index}` }))),
      findings: [{ code: "INVALID_SCANNING_RULE", path: filters, message: "has 101 filters; AWS allows 1 to 100" }],
    },
    {
      title: "a filter that is a text",
      given: push(["*"]),
      findings: [{ code: "INVALID_TYPE", path: `${filters}[0]` }],
    },
    {
      title: "another type of filter, and a misspelt property",
      given: push([{ filter: "web", filterType: "PREFIX_MATCH", filters: "x" }]),
      findings: [
        { code: "UNKNOWN_PROPERTY", path: `${filters}[0].filters` },
        { code: "INVALID_OPTION", path: `${filters}[0].filterType` },
      ],
    },
    ...["", "Web", "web/", "-web", "a..b", "a b", "a".repeat(256), `${"a-".repeat(120)}!`].map((filter) => ({
      title: `the filter ${JSON.stringify(filter.slice(0, 12))}`,
      given: push([{ filter }]),
      findings: [{ code: "INVALID_SCANNING_RULE", path: `${filters}[0].filter` }] as const,
    })),
  ];
  for (const { title, given, findings } of refused) {
    it(`refuses ${title}`, () => {
      expectFindings(() => planScanning(given as RegistryScanningConfig, isLater), findings);
    });
  }
});
