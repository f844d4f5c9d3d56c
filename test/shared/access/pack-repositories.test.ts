import { expect } from "chai";
import * as fc from "fast-check";
import type { IdentityPolicy, IdentityRights, RegistryTopology } from "../../../shared";
import { identityPolicies, policyJson } from "../../../shared";
import { KEY_ARN, QUIET } from "../fixtures";

const LIMIT = 6_144;

function topologyOf(names: readonly string[]): RegistryTopology {
  return { ...QUIET, repositories: Object.fromEntries(names.map((name) => [name, {}])) };
}

function policiesFor(rights: IdentityRights): readonly IdentityPolicy[] {
  const names = [...new Set([...(rights.push ?? []), ...(rights.pull ?? []), ...(rights.create ?? [])])];
  return identityPolicies(topologyOf(names), rights, { keyArn: KEY_ARN });
}

/** For each policy the repositories it names, by the Sid under which it names them. */
function placed(policies: readonly IdentityPolicy[]): readonly Readonly<Record<string, readonly string[]>>[] {
  return policies.map(({ Statement }) =>
    Object.fromEntries(
      Statement.filter(({ Sid = "" }) => /(Images|Repositories)$/.test(Sid)).map(({ Sid = "", Resource }) => [
        Sid,
        [Resource].flat().map((arn) => arn.replace(/^.*:repository\//, "")),
      ]),
    ),
  );
}

const service = (index: number): string => `team/service-${String(index).padStart(3, "0")}`;
const services = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => service(index));

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

describe("the packing of IAM policies", () => {
  it("names each repository once, in one statement for each set of rights", () => {
    const policies = policiesFor({ push: services(200), pull: services(300), create: [service(0), service(299)] });
    const together = (sid: string): readonly string[] =>
      placed(policies)
        .flatMap((each) => each[sid] ?? [])
        .sort();
    expect(together("PushAndPullImages")).to.deep.equal(services(200).slice(1));
    expect(together("PullImages")).to.deep.equal(services(299).slice(200));
    expect(together("ManageAndPushAndPullRepositories")).to.deep.equal([service(0)]);
    expect(together("ManageAndPullRepositories")).to.deep.equal([service(299)]);
    for (const policy of policies) expect(policyJson(policy).length).to.be.at.most(LIMIT);
  });

  it("keeps what is not about repositories in the first policy", () => {
    const sids = policiesFor({ push: services(300), pull: services(300) }).map(({ Statement }) =>
      Statement.map(({ Sid }) => Sid),
    );
    expect(sids[0]).to.deep.equal(["Login", "UseKeyThroughEcr", "PushAndPullImages"]);
    expect(sids.slice(1)).to.deep.equal(sids.slice(1).map(() => ["PushAndPullImages"]));
  });

  it("sorts the repositories of a statement", () => {
    for (const policy of placed(policiesFor({ pull: services(300) })))
      for (const names of Object.values(policy)) expect(names).to.deep.equal([...names].sort());
  });

  const named = fc
    .uniqueArray(fc.stringMatching(/^[a-z0-9]{2,12}(-[a-z0-9]{1,40})?$/), { minLength: 1, maxLength: 400 })
    .chain((names) =>
      fc.record({
        names: fc.constant(names),
        push: fc.subarray(names),
        pull: fc.subarray(names),
        create: fc.subarray(names),
      }),
    );

  it("makes as few policies as their text fills, and none over the limit", () => {
    fc.assert(
      fc.property(named, ({ push, pull, create }) => {
        fc.pre(push.length + pull.length + create.length > 0);
        const policies = policiesFor({ push, pull, create });
        for (const policy of policies) expect(policyJson(policy).length).to.be.at.most(LIMIT);
        // In each policy all statements may stand, and less than one repository stays free.
        const statements = new Map(
          policies.flatMap(({ Statement }) =>
            Statement.map((each) => [each.Sid, JSON.stringify({ ...each, Resource: [] }).length + 1] as const),
          ),
        );
        const arns = policies.flatMap(({ Statement }) => Statement.flatMap(({ Resource }) => Resource));
        const longest = Math.max(...arns.map((arn) => arn.length + 3));
        const room = LIMIT - 39 - sum([...statements.values()]) - longest;
        expect(policies.length).to.be.at.most(Math.ceil(sum(arns.map((arn) => arn.length + 3)) / room) || 1);
      }),
      { numRuns: 100 },
    );
  });

  it("moves few repositories when one is added", () => {
    const policyOf = (names: readonly string[]): ReadonlyMap<string, number> =>
      new Map(
        placed(policiesFor({ pull: names })).flatMap((each, index) =>
          Object.values(each)
            .flat()
            .map((name) => [name, index] as const),
        ),
      );
    const moves: number[] = [];
    for (let count = 100; count < 500; count += 1) {
      // Names that come in anywhere among those that are there.
      const names = services(count).map((name, index) => `${(index * 7919) % 997}-${name}`);
      const before = policyOf(names.slice(0, -1));
      const after = policyOf(names);
      moves.push([...before].filter(([name, index]) => after.get(name) !== index).length);
    }
    const total = moves.reduce((sum, each) => sum + each, 0);
    // Filling in the order of the names moves more than two repositories for each that is added, on average.
    expect(total / moves.length).to.be.lessThan(1.5);
    expect(moves.filter((each) => each === 0).length).to.be.greaterThan(moves.length / 2);
  });
});
