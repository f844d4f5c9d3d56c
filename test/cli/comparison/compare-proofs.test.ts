import { expect } from "chai";
import type { AccessComparison } from "../../../cli/comparison/access-comparison";
import { compareProofs } from "../../../cli/comparison/compare-proofs";
import type { Party, PartyBeyond, PartyName } from "../../../cli/proof/party";
import type { AccessProof, KmsModel } from "../../../cli/proof/proof";
import { fakePrincipal, fakeProof, fakeRepository } from "../support/fake-proof";

const CI = fakePrincipal("arn:aws:iam::111111111111:role/ci");
const APP = fakePrincipal("arn:aws:iam::222222222222:role/app");
const ORDERS = fakeRepository("orders");
const REPORTS = fakeRepository("reports");

/** `<who>: <operation>: <repositories>: <before> → <after>` behind the kind of change. */
function lines({ changes, repositories }: AccessComparison): readonly string[] {
  return changes.map(({ change, who, operation, before, after, repositories: indexes }) => {
    const name = "party" in who ? who.party.words : who.principal.name;
    const where = indexes.map((index) => repositories[index]?.repository.name ?? "").join(" ");
    return `${change} ${name}: ${operation}: ${where}: ${before} → ${after}`;
  });
}

type Answers = Readonly<Record<string, string>>;

const compared = (after: AccessProof, before: AccessProof, kmsModel: KmsModel = "documented"): readonly string[] =>
  lines(compareProofs(after, before, kmsModel));

/** A proof about everybody and everything. */
const proof = (answers: Answers): AccessProof => fakeProof([CI, APP], [ORDERS, REPORTS], answers);

describe("comparing the roles and users of two proofs", () => {
  it("finds nothing where nothing changes", () => {
    const same = proof({ "ci push orders": "allowed" });
    const comparison = compareProofs(same, same, "documented");
    expect(comparison.changes).to.deep.equal([]);
    expect(comparison.hasNewAccess).to.equal(false);
  });

  it("lists gains before losses, and puts repositories together", () => {
    const after = proof({ "app pull orders": "allowed", "app pull reports": "allowed", "ci push orders": "unknown" });
    const before = proof({ "ci push reports": "allowed" });
    expect(compared(after, before)).to.deep.equal([
      "gain app: pull: orders reports: denied → allowed",
      "possible-gain ci: push: orders: denied → unknown",
      "loss ci: push: reports: allowed → denied",
    ]);
    expect(compareProofs(after, before, "documented").summary).to.deep.equal({
      gain: 2,
      "possible-gain": 1,
      loss: 1,
      "possible-loss": 0,
      unknown: 0,
    });
  });

  it("does not hide that an answer is certain now, and lists once what neither side knows", () => {
    const after = proof({ "app pull orders": "allowed", "ci push orders": "unknown" });
    const before = proof({ "app pull orders": "unknown", "ci push orders": "unknown" });
    expect(compared(after, before)).to.deep.equal([
      "gain app: pull: orders: unknown → allowed",
      "unknown ci: push: orders: unknown → unknown",
    ]);
  });

  it("answers by the model that decides", () => {
    const after = proof({ "app pull orders": "allowed/denied" });
    expect(compared(after, proof({}), "two-way")).to.deep.equal([]);
    expect(compared(after, proof({}))).to.have.lengthOf(1);
  });

  it("counts everything in a new repository as gained, and in one that is gone as lost", () => {
    const after = fakeProof([CI], [ORDERS], { "ci push orders": "allowed" });
    const before = fakeProof([CI], [REPORTS], { "ci push reports": "allowed" });
    expect(compared(after, before)).to.deep.equal([
      "gain ci: push: orders: absent → allowed",
      "loss ci: push: reports: allowed → absent",
    ]);
    const { repositories } = compareProofs(after, before, "documented");
    expect(repositories.map(({ repository, presence }) => `${repository.name} ${presence}`)).to.deep.equal([
      "orders new",
      "reports gone",
    ]);
  });

  it("tells repositories of one name in two accounts apart", () => {
    const elsewhere = fakeRepository("orders", "999999999999");
    const after = fakeProof([CI], [elsewhere], { "ci push orders": "allowed" });
    const before = fakeProof([CI], [ORDERS], { "ci push orders": "allowed" });
    expect(compared(after, before).map((line) => line.split(" ")[0])).to.deep.equal(["gain", "loss"]);
  });

  it("counts a role that only one side has", () => {
    const after = fakeProof([APP], [ORDERS], { "app pull orders": "allowed" });
    const before = fakeProof([CI], [ORDERS], { "ci push orders": "allowed" });
    expect(compared(after, before)).to.deep.equal([
      "gain app: pull: orders: absent → allowed",
      "loss ci: push: orders: allowed → absent",
    ]);
  });

  it("leaves accounts, organizations and services to the parties", () => {
    const account = fakePrincipal("arn:aws:iam::333333333333:root", "account");
    const answers = { [`${account.name} pull orders`]: "allowed" };
    expect(compared(fakeProof([account], [ORDERS], answers), fakeProof([], [ORDERS], {}))).to.deep.equal([]);
  });
});

const partyOf = (name: PartyName, words = JSON.stringify(name)): Party => ({ kind: "account", words, name });
const ACCOUNT = partyOf({ account: "444444444444" }, "account 444444444444");
const EVERYBODY: Party = { kind: "anyone", words: "every AWS account", name: { anyone: {} } };
const SOMEBODY: Party = { kind: "unknown", words: "somebody the plan does not know yet", gap: "unknown-policy orders" };

/** A proof with these parties about pulling from orders; each covers itself, and everybody covers all with a name. */
function withParties(...parties: readonly PartyBeyond[]): AccessProof {
  const covers = (names: readonly PartyName[], { name }: Party): boolean =>
    name !== undefined && names.some((each) => "anyone" in each || JSON.stringify(each) === JSON.stringify(name));
  return {
    ...fakeProof([], [ORDERS], {}),
    parties: parties.map(({ party }) => party),
    partiesBeyond: (_repository, operation, _kmsModel, names) =>
      operation === "pull" ? parties.filter(({ party }) => !covers(names, party)) : [],
  };
}

const allowed = (party: Party): PartyBeyond => ({ party, verdict: "allowed" });
const unsure = (party: Party): PartyBeyond => ({ party, verdict: "unknown" });

describe("comparing the parties of two proofs", () => {
  /** Name, the new parties, the old ones, and what changes. */
  const CASES: readonly (readonly [string, readonly PartyBeyond[], readonly PartyBeyond[], readonly string[]])[] = [
    ["the same", [allowed(ACCOUNT)], [allowed(ACCOUNT)], []],
    ["a new one", [allowed(ACCOUNT)], [], ["gain account 444444444444: pull: orders: denied → allowed"]],
    ["one that is gone", [], [allowed(ACCOUNT)], ["loss account 444444444444: pull: orders: allowed → denied"]],
    [
      "a narrower one, which is no gain",
      [allowed(ACCOUNT)],
      [allowed(EVERYBODY)],
      ["loss every AWS account: pull: orders: allowed → denied"],
    ],
    [
      "a wider one, which is no loss",
      [allowed(EVERYBODY)],
      [allowed(ACCOUNT)],
      ["gain every AWS account: pull: orders: denied → allowed"],
    ],
    [
      "one that is certain now",
      [allowed(ACCOUNT)],
      [unsure(ACCOUNT)],
      ["gain account 444444444444: pull: orders: unknown → allowed"],
    ],
    [
      "one that is no longer certain",
      [unsure(ACCOUNT)],
      [allowed(ACCOUNT)],
      ["possible-loss account 444444444444: pull: orders: allowed → unknown"],
    ],
    [
      "one that nobody knows about, once",
      [unsure(ACCOUNT)],
      [unsure(ACCOUNT)],
      ["unknown account 444444444444: pull: orders: unknown → unknown"],
    ],
    [
      "somebody whom the new side alone does not say",
      [unsure(SOMEBODY)],
      [allowed(EVERYBODY)],
      [
        "possible-gain somebody the plan does not know yet: pull: orders: denied → unknown",
        "loss every AWS account: pull: orders: allowed → denied",
      ],
    ],
    [
      "somebody whom neither side says, once",
      [unsure(SOMEBODY)],
      [unsure(SOMEBODY)],
      ["unknown somebody the plan does not know yet: pull: orders: unknown → unknown"],
    ],
    [
      "somebody about whom more would have to be known than before",
      [unsure({ ...SOMEBODY, unknowns: ["aws_iam_role.a.arn", "var.partner"] })],
      [unsure({ ...SOMEBODY, unknowns: ["aws_iam_role.a.arn"] })],
      ["possible-gain somebody the plan does not know yet: pull: orders: denied → unknown"],
    ],
    [
      "somebody whom the old side alone did not say",
      [],
      [unsure(SOMEBODY)],
      ["possible-loss somebody the plan does not know yet: pull: orders: unknown → denied"],
    ],
  ];

  for (const [name, after, before, changes] of CASES) {
    it(name, () => {
      expect(compared(withParties(...after), withParties(...before))).to.deep.equal(changes);
    });
  }

  it("counts all of a new repository", () => {
    const before = { ...withParties(), repositories: [] };
    expect(compared(withParties(allowed(ACCOUNT)), before)).to.deep.equal([
      "gain account 444444444444: pull: orders: absent → allowed",
    ]);
  });
});

describe("comparing whom no input holds", () => {
  const own: Party = {
    kind: "own-account",
    words: "principals of 123456789012 that no input holds",
    accountId: "123456789012",
  };
  const withOwn = (verdict: "allowed" | "unknown"): AccessProof => ({
    ...fakeProof([], [ORDERS], {}),
    parties: [own],
    partyCells: [{ operation: "pull", documented: verdict, twoWay: verdict, parties: [0], repositories: [0] }],
  });
  const without = fakeProof([], [ORDERS], {});

  it("says nothing of those who are on both sides, but that they are not compared", () => {
    const { changes, notCompared } = compareProofs(withOwn("unknown"), withOwn("unknown"), "documented");
    expect({ changes, notCompared }).to.deep.equal({ changes: [], notCompared: [own] });
  });

  it("says where a Deny no longer shuts them out", () => {
    expect(compared(withOwn("allowed"), without)).to.deep.equal([
      "gain principals of 123456789012 that no input holds: pull: orders: denied → allowed",
    ]);
    expect(compared(without, withOwn("allowed"))).to.deep.equal([
      "loss principals of 123456789012 that no input holds: pull: orders: allowed → denied",
    ]);
  });

  it("finds no news in their access to a new repository", () => {
    expect(compared(withOwn("allowed"), fakeProof([], [], {}))).to.deep.equal([]);
  });
});

describe("comparing what could not be read", () => {
  const gap = (id: string, input: string, affectsAccess = true) => ({
    id,
    source: { input, address: id },
    message: "it cannot be read",
    affectsAccess,
  });
  const withGaps = (...gaps: readonly ReturnType<typeof gap>[]): AccessProof => {
    const whole = fakeProof([], [ORDERS], {});
    return { ...whole, model: { ...whole.model, gaps } };
  };

  it("counts what only one side cannot read, once what neither can, and nothing that gives nobody access", () => {
    const after = withGaps(
      gap("unread-policy a", "new.json"),
      gap("unread-policy b", "new.json"),
      gap("x", "new.json", false),
    );
    const before = withGaps(gap("unread-policy b", "old.json"), gap("unread-policy c", "old.json"));
    const { gaps, hasNewAccess } = compareProofs(after, before, "documented");
    expect(gaps.map(({ change, gap: { id } }) => `${change} ${id}`)).to.deep.equal([
      "possible-gain unread-policy a",
      "unknown unread-policy b",
      "possible-loss unread-policy c",
    ]);
    expect(hasNewAccess).to.equal(true);
  });

  it("takes gaps of different inputs for the same, each once", () => {
    const after = withGaps(
      gap("errored-plan plan in a.json", "/branch/a.json"),
      gap("errored-plan plan in b.json", "b.json"),
    );
    const before = withGaps(gap("errored-plan plan", "main.json"));
    const { gaps } = compareProofs(after, before, "documented");
    expect(gaps.map(({ change }) => change)).to.deep.equal(["unknown", "possible-gain"]);
  });
});
