import type { RepositorySettings } from "../../../shared";
import { planHub, planRepository } from "../../../shared";
import type { ExpectedFinding } from "../fixtures";
import { expectFindings, expectSame, HUB, isLater, LATER, LATER_LIST, QUIET } from "../fixtures";

const settingsOf = (repository: unknown): unknown =>
  planHub({ topology: QUIET, repository: repository as RepositorySettings }, isLater).repositories[0]?.settings;
const safe = { scanOnPush: true, forceDelete: false, encryptionType: "KMS" };

describe("the mutability of tags", () => {
  it("has filters, sorted and complete, where it has exclusions", () => {
    const filters = [{ filter: "latest" }, { filter: "dev-*", filterType: "WILDCARD" as const }, { filter: "latest" }];
    const expected = {
      imageTagMutabilityExclusionFilters: [
        { filter: "dev-*", filterType: "WILDCARD" },
        { filter: "latest", filterType: "WILDCARD" },
      ],
      ...safe,
    };
    for (const imageTagMutability of ["IMMUTABLE_WITH_EXCLUSION", "MUTABLE_WITH_EXCLUSION"] as const) {
      const given = { imageTagMutability, imageTagMutabilityExclusionFilters: filters };
      expectSame(settingsOf(given), { imageTagMutability, ...expected });
      const { settings } = planRepository({
        region: "us-east-1",
        registryAccountId: HUB,
        repositoryName: "my-app",
        ...given,
      }).repository;
      expectSame(settings, { imageTagMutability, ...expected });
    }
  });

  it("has none otherwise", () => {
    expectSame(settingsOf({ imageTagMutability: "MUTABLE" }), { imageTagMutability: "MUTABLE", ...safe });
  });

  it("takes modes and filters that are known only at deployment", () => {
    expectSame(settingsOf({ imageTagMutability: LATER, imageTagMutabilityExclusionFilters: [{ filter: LATER }] }), {
      imageTagMutability: LATER,
      imageTagMutabilityExclusionFilters: [{ filter: LATER, filterType: "WILDCARD" }],
      ...safe,
    });
    expectSame(settingsOf({ imageTagMutability: LATER }), { imageTagMutability: LATER, ...safe });
  });

  const path = "repository.imageTagMutabilityExclusionFilters";
  const excluding = (imageTagMutabilityExclusionFilters: unknown): unknown => ({
    imageTagMutability: "IMMUTABLE_WITH_EXCLUSION",
    imageTagMutabilityExclusionFilters,
  });
  const latest = [{ filter: "latest" }];
  const refused: readonly { title: string; given: unknown; findings: readonly ExpectedFinding[] }[] = [
    {
      title: "exclusions without filters",
      given: excluding(undefined),
      findings: [
        {
          code: "INVALID_TAG_FILTER",
          path,
          message: "is missing, and IMMUTABLE_WITH_EXCLUSION needs 1 to 5 filters",
          hint: 'give them: [{ filter: "latest" }]',
        },
      ],
    },
    {
      title: "filters of the default",
      given: { imageTagMutabilityExclusionFilters: latest },
      findings: [{ code: "INVALID_TAG_FILTER", path, hint: 'use "IMMUTABLE_WITH_EXCLUSION"' }],
    },
    {
      title: "filters of mutable tags",
      given: { imageTagMutability: "MUTABLE", imageTagMutabilityExclusionFilters: latest },
      findings: [{ code: "INVALID_TAG_FILTER", path, hint: 'use "MUTABLE_WITH_EXCLUSION"' }],
    },
    {
      title: "filters known only later",
      given: excluding(LATER_LIST),
      findings: [{ code: "UNRESOLVED_STRUCTURE", path }],
    },
    { title: "a text in place of filters", given: excluding("latest"), findings: [{ code: "INVALID_TYPE", path }] },
    {
      title: "no filters",
      given: excluding([]),
      findings: [{ code: "INVALID_TAG_FILTER", path, message: "has 0 filters; AWS allows 1 to 5" }],
    },
    {
      title: "six filters",
      given: excluding(["a", "b", "c", "d", "e", "f"].map((filter) => ({ filter }))),
      findings: [{ code: "INVALID_TAG_FILTER", path }],
    },
    {
      title: "a text as filter",
      given: excluding(["latest"]),
      findings: [{ code: "INVALID_TYPE", path: `${path}[0]` }],
    },
    {
      title: "another type of filter, and a misspelt property",
      given: excluding([{ filter: "latest", filterType: "REGEX", pattern: "x" }]),
      findings: [
        { code: "UNKNOWN_PROPERTY", path: `${path}[0].pattern` },
        { code: "INVALID_OPTION", path: `${path}[0].filterType` },
      ],
    },
    ...["", "*a*b*", "feature/x", "a".repeat(129)].map((filter) => ({
      title: `the filter ${JSON.stringify(filter.slice(0, 12))}`,
      given: excluding([{ filter }]),
      findings: [{ code: "INVALID_TAG_FILTER", path: `${path}[0].filter` }] as const,
    })),
  ];
  for (const { title, given, findings } of refused) {
    it(`is not ${title}`, () => {
      expectFindings(() => settingsOf(given), findings);
    });
  }
});
