import { expect } from "chai";
import * as fc from "fast-check";
import type { StatementJson } from "../../../cli/policy/policy-json";
import { unknown } from "../../../cli/policy/unknown";
import type { AccessProof, CellGroup } from "../../../cli/proof/proof";
import { proveAccessModel } from "../../../cli/proof/prove";
import { ARN, HUB, SPOKE, allow, document, model, principal, repository, role } from "./models";
import { models } from "./random-models";

const PULL = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"];
const LOGIN = allow("ecr:GetAuthorizationToken");

/** `a, b: orders, stock because …` for each group of answers about pulling that are not known. */
async function unknownPulls(proof: AccessProof): Promise<readonly string[]> {
  const groups = proof.groups.filter(({ operation, cell }) => operation === "pull" && cell.documented === "unknown");
  const lines = await Promise.all(
    groups.map(async (group) => {
      const who = group.principals.map((index) => proof.principals[index]?.name).join(", ");
      const what = group.repositories.map((index) => proof.repositories[index]?.name).join(", ");
      return `${who}: ${what}: ${(await reasonsOf(proof, group, 0, 0)).join(" ")}`;
    }),
  );
  return lines.sort();
}

async function reasonsOf(proof: AccessProof, group: CellGroup, who: number, what: number): Promise<readonly string[]> {
  const { principals, repositories, operation } = group;
  const { calls, principal: whose } = await proof.explain(principals[who] ?? 0, repositories[what] ?? 0, operation);
  const reasons = calls.flatMap(({ unknowns = [] }) => unknowns);
  return [...new Set(reasons)].map((reason) => reason.replace(`${whose.kind} ${whose.name}`, "its own"));
}

const named = (...names: string[]): StatementJson => ({
  Effect: "Allow",
  Principal: { AWS: names.map((name) => role(SPOKE, name)) },
  Action: PULL,
});
const through = (endpoint: string): StatementJson => ({
  ...allow(PULL),
  Condition: { StringEquals: { "aws:SourceVpce": endpoint } },
});
const attached = (name: string, what: string) =>
  principal(role(HUB, name), [], { policies: [{ name: what, policy: unknown(what) }] });

describe("answers that are not known", () => {
  it("are put together where they depend on the same", async () => {
    const proof = await proveAccessModel(
      model({
        repositories: ["orders", "stock"].map((name) =>
          repository({ name, policy: document(`repository policy of ${name}`, named("a", "b")) }),
        ),
        principals: [
          attached("base-1", "policy/base"),
          attached("base-2", "policy/base"),
          attached("other", "policy/other"),
          principal(role(HUB, "vpc-1"), [LOGIN, through("vpce-1")]),
          principal(role(HUB, "vpc-2"), [LOGIN, through("vpce-2")]),
        ],
      }),
    );
    expect(await unknownPulls(proof)).to.deep.equal([
      "a, b: orders, stock: IAM policies of its own",
      "base-1, base-2: orders, stock: policy/base",
      "other: orders, stock: policy/other",
      "vpc-1, vpc-2: orders, stock: the value of aws:SourceVpce in the request",
    ]);
  });

  it("are told apart by what their repositories leave open", async () => {
    const session = (name: string): StatementJson => ({
      Effect: "Allow",
      Principal: { AWS: `arn:aws:sts::${HUB}:assumed-role/app/${name}` },
      Action: PULL,
    });
    const proof = await proveAccessModel(
      model({
        repositories: [
          repository({ name: "one", policy: { name: "policy of one", policy: unknown("data.one.json") } }),
          repository({ name: "same", policy: { name: "policy of same", policy: unknown("data.one.json") } }),
          repository({ name: "two", policy: { name: "policy of two", policy: unknown("data.two.json") } }),
          repository({ name: "deploy", policy: document("policy of deploy", session("deploy-42")) }),
          repository({ name: "build", policy: document("policy of build", session("build-7")) }),
        ],
        principals: [principal(role(HUB, "app"), [LOGIN]), principal(role(HUB, "may"), [LOGIN, allow(PULL)])],
      }),
    );
    expect(await unknownPulls(proof)).to.deep.equal([
      "app, may: one, same: data.one.json",
      "app, may: two: data.two.json",
      "app: build: whether it is the session build-7",
      "app: deploy: whether it is the session deploy-42",
    ]);
  });

  it("stay few groups where each repository leaves something else open", async () => {
    const names = Array.from({ length: 12 }, (_, index) => `app-${index}`);
    const proof = await proveAccessModel(
      model({
        repositories: names.map((name) =>
          repository({ name, policy: { name: `policy of ${name}`, policy: unknown(`data.${name}.json`) } }),
        ),
        // Each with another row, so that none are alike.
        principals: names.map((name, index) =>
          principal(role(HUB, name), [
            LOGIN,
            allow(
              PULL,
              names.slice(index).map((each) => ARN.replace("app", each)),
            ),
          ]),
        ),
      }),
    );
    const pulls = proof.groups.filter(({ operation }) => operation === "pull");
    expect(pulls.length).to.be.most(2 * names.length);
  });

  it("have the same reasons for all of a group, whatever the documents are", async () => {
    await fc.assert(
      fc.asyncProperty(models, fc.infiniteStream(fc.nat()), async (each, choices) => {
        const proof = await proveAccessModel(each);
        for (const group of proof.groups) {
          const { cell, principals, repositories } = group;
          if (cell.documented !== "unknown" || principals.length * repositories.length === 1) continue;
          const who = Number(choices.next().value) % principals.length;
          const what = Number(choices.next().value) % repositories.length;
          expect((await reasonsOf(proof, group, who, what)).toSorted()).to.deep.equal(
            (await reasonsOf(proof, group, 0, 0)).toSorted(),
          );
        }
      }),
      { numRuns: 12, seed: 7 },
    );
  });
});

describe("groups of answers", () => {
  it("hold each pair once, with its own answer", async () => {
    await fc.assert(
      fc.asyncProperty(models, async (each) => {
        const proof = await proveAccessModel(each);
        const seen = new Set<string>();
        for (const { operation, cell, principals, repositories } of proof.groups)
          for (const who of principals)
            for (const what of repositories) {
              const place = `${operation} ${who} ${what}`;
              expect(seen.has(place)).to.equal(false);
              seen.add(place);
              expect(proof.cell(who, what, operation)).to.deep.equal(cell);
            }
        const asked = proof.effort.cells - seen.size;
        const none = proof.principals.flatMap((_, who) =>
          proof.repositories.flatMap((__, what) =>
            (
              ["create-repository", "push", "pull", "delete-repository", "administer-key", "pull-by-lambda"] as const
            ).filter((operation) => proof.cell(who, what, operation).documented === "none"),
          ),
        );
        expect(asked).to.equal(none.length);
      }),
      { numRuns: 6, seed: 11 },
    );
  });
});
