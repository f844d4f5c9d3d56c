import { expect } from "chai";
import { assumptionWords, everybodyElse } from "../../../cli/report/everybody-else";
import { markdownReport } from "../../../cli/report/markdown";
import { htmlReport } from "../../../cli/report/html";
import { sarifReport } from "../../../cli/report/sarif";
import { tableReport } from "../../../cli/report/table";
import type { CheckReport } from "../../../cli/report/report";
import { gapOf } from "../../../cli/model/gap";
import type { Party } from "../../../cli/proof/party";
import { HUB, MODEL } from "./sample-model";
import { OWN_ACCOUNT, ownAccountCells } from "./sample-parties";
import { CLEAN } from "./sample-report";

const KEY_ACCOUNT = "999999999999";
const PLAN = { input: "plan.json", address: "aws_ecr_repository_policy.orders" };
const SOMEBODY: Party = { kind: "unknown", words: "somebody the plan does not know yet", unknowns: ["var.partner"] };

/** A report of parties that may all push, by what AWS documents, and of other facts of the model. */
function reportOf(parties: readonly Party[], model: Partial<typeof MODEL> = {}): CheckReport {
  const partyCells = parties.map((_, index) => ownAccountCells(index));
  return { ...CLEAN, proof: { ...CLEAN.proof, parties, partyCells, model: { ...MODEL, gaps: [], ...model } } };
}

const ACCOUNTS = [{ id: HUB, principalsComplete: true as const }, { id: "222222222222" }];

describe("what is proved of everybody else", () => {
  const cases: readonly (readonly [what: string, report: CheckReport, sentence: string])[] = [
    [
      "but for the registry's account",
      reportOf([OWN_ACCOUNT]),
      "Nobody else, apart from principals of 111111111111 that no input holds.",
    ],
    [
      "but for the registry's and the key's account",
      reportOf([OWN_ACCOUNT, { ...OWN_ACCOUNT, accountId: KEY_ACCOUNT }]),
      "Nobody else, apart from principals of 111111111111 and 999999999999 that no input holds.",
    ],
    ["where nobody is left", reportOf([]), "Nobody else: proved for every principal, not only those named."],
    [
      "where a party is a row",
      reportOf([{ kind: "anyone", words: "every AWS account", name: { anyone: {} } }]),
      "Nobody else: proved for every principal, not only those named.",
    ],
    [
      "where the configuration says that the inputs hold all principals",
      reportOf([], { accounts: ACCOUNTS }),
      "Nobody else: proved for every principal, not only those named. The configuration says that the inputs hold every principal of 111111111111.",
    ],
    [
      "where somebody is not known",
      reportOf([OWN_ACCOUNT, SOMEBODY]),
      "Not proved: who else has access depends on somebody the plan does not know yet (var.partner).",
    ],
    [
      "where a policy could not be read",
      reportOf([OWN_ACCOUNT], { gaps: [gapOf("unread-policy", PLAN, "Not readable.")] }),
      "Not proved: who else has access depends on what could not be read (unread-policy aws_ecr_repository_policy.orders).",
    ],
    [
      "where two policies could not be read",
      reportOf([OWN_ACCOUNT], {
        gaps: ["orders", "stock"].map((name) =>
          gapOf("unread-policy", { ...PLAN, address: `aws_ecr_repository_policy.${name}` }, "Not readable."),
        ),
      }),
      "Not proved: who else has access depends on what could not be read (unread-policy aws_ecr_repository_policy.orders, unread-policy aws_ecr_repository_policy.stock).",
    ],
    [
      "where something could not be read that gives no access",
      reportOf([], { gaps: [gapOf("creation-template", PLAN, "Not readable.")] }),
      "Nobody else: proved for every principal, not only those named.",
    ],
    [
      "where much is not known",
      reportOf(
        ["a", "b", "c", "d", "e"].map((name) => ({ ...SOMEBODY, unknowns: [`var.${name}`], words: "somebody" })),
      ),
      "Not proved: who else has access depends on somebody (var.a), somebody (var.b), somebody (var.c) and 2 more.",
    ],
  ];
  for (const [what, report, sentence] of cases)
    it(`${what}: ${sentence}`, () => {
      expect(everybodyElse(report)?.sentence).to.equal(sentence);
      expect(everybodyElse(report)?.proved).to.equal(sentence.startsWith("Nobody"));
    });

  it("says nothing where there is no repository", () => {
    expect(everybodyElse({ ...CLEAN, proof: { ...CLEAN.proof, repositories: [] } })).to.equal(undefined);
  });

  it("counts a party by the model that decides", () => {
    const report = reportOf([SOMEBODY]);
    const partyCells = [{ ...ownAccountCells(0), documented: "unknown" as const, twoWay: "none" as const }];
    const proof = { ...report.proof, partyCells };
    expect(everybodyElse({ ...report, proof })?.proved).to.equal(false);
    expect(everybodyElse({ ...report, proof, kmsModel: "two-way" })?.proved).to.equal(true);
  });

  it("names each setting once, with all that it turns into facts", () => {
    const assumptions = [
      { id: "scp 1", text: "no organization policy denies anything in 111111111111", setting: "accounts" },
      { id: "scp 2", text: "none in 222222222222", setting: "accounts" },
      { id: "endpoints", text: "no endpoint has a policy of its own", setting: "endpoints" },
      { id: "sessions", text: "no session has a policy" },
    ];
    expect(assumptionWords({ ...CLEAN, assumptions })).to.deep.equal([
      "Assumed: no organization policy denies anything in 111111111111; none in 222222222222. To turn it into a fact: accounts.",
      "Assumed: no endpoint has a policy of its own. To turn it into a fact: endpoints.",
      "Assumed: no session has a policy.",
    ]);
  });

  it("stands in every report, with what was left out and what is assumed", async () => {
    const report: CheckReport = {
      ...reportOf([OWN_ACCOUNT, SOMEBODY]),
      relaxations: ["Not compared: create-repository."],
      assumptions: [{ id: "scp", text: "no organization policy denies anything", setting: "accounts" }],
    };
    const texts = [
      await tableReport(report, { columns: 200, colors: false }),
      (await markdownReport(report)).replaceAll("&#58;", ":"),
      await htmlReport(report),
      await sarifReport(report),
    ];
    for (const text of texts)
      for (const part of [
        "Not proved: who else has access depends on somebody the plan does not know yet (var.partner).",
        "Not compared: create-repository.",
        "no organization policy denies anything",
        "principals of 111111111111 that no input holds",
      ])
        expect(text).to.include(part);
  });
});
