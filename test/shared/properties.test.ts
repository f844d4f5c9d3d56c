import { expect } from "chai";
import * as fc from "fast-check";
import type {
  Grantee,
  PolicyDocument,
  PolicyStatement,
  RegistryPlan,
  RegistryTopology,
  RepositoryAccess,
} from "../../shared";
import { planRegistry, policyJson } from "../../shared";
import { rewritten } from "../properties/rewritten";
import { HUB, isDeeplyFrozen } from "./fixtures";

const REGIONS = [
  { region: "eu-central-1", partition: "aws" },
  { region: "cn-north-1", partition: "aws-cn" },
  { region: "us-gov-west-1", partition: "aws-us-gov" },
] as const;

const account = fc.constantFrom("111111111111", "222222222222", "333333333333", HUB);
const name = fc.constantFrom("ci", "ecs-task", "deploy.er", "a_b");
const repositoryName = fc.constantFrom("app", "team/web", "team/api", "base.image", "a1_b", "constructor", "10", "99");

function grantee(partition: string): fc.Arbitrary<Grantee> {
  return fc.oneof(
    account,
    fc
      .tuple(account, fc.constantFrom("role", "user"), name)
      .map(([id, kind, own]) => `arn:${partition}:iam::${id}:${kind}/${own}`),
    fc.constantFrom("o-a1b2c3d4e5", "o-z9y8x7w6v5"),
    fc.constantFrom("o-a1b2c3d4e5/r-ab12/", "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*"),
  );
}

const topologies: fc.Arbitrary<RegistryTopology> = fc.constantFrom(...REGIONS).chain(({ region, partition }) => {
  const grantees = fc.array(grantee(partition), { maxLength: 5 });
  const access: fc.Arbitrary<RepositoryAccess> = fc.record({
    push: grantees,
    pull: grantees,
    lambda: fc.array(account, { maxLength: 3 }),
  });
  return fc.record({
    region: fc.constant(region),
    registryAccountId: fc.constant(HUB),
    keyAccountId: fc.constantFrom(HUB, "999999999999"),
    repositories: fc.dictionary(repositoryName, access, { minKeys: 1, maxKeys: 6 }).map((map) => ({ ...map })),
    creators: fc.array(fc.constantFrom(HUB, `arn:${partition}:iam::${HUB}:role/deployer`), {
      minLength: 1,
      maxLength: 3,
    }),
    kmsAccess: fc.constantFrom("key-policy" as const, "ecr-grants-only" as const),
    principalStrategy: fc.constantFrom("arn-condition" as const, "exact" as const),
  });
});

/** Every document of a plan. */
function documentsOf({ key, repositories, spokes }: RegistryPlan): readonly PolicyDocument[] {
  return [
    key.policy,
    ...Object.values(repositories).flatMap(({ policy }) => (policy ? [policy] : [])),
    ...Object.values(spokes).flatMap((identities) => identities.flatMap(({ policies }) => policies)),
  ];
}

function statementsOf(plan: RegistryPlan): readonly PolicyStatement[] {
  return documentsOf(plan).flatMap(({ Statement }) => Statement);
}

function check(property: (plan: RegistryPlan, topology: RegistryTopology) => void): void {
  fc.assert(
    fc.property(topologies, (topology) => property(planRegistry(topology), topology)),
    { numRuns: 200 },
  );
}

const list = (value: string | readonly string[] | undefined): readonly string[] => [value ?? []].flat();

describe("whatever the topology", () => {
  it("its documents are the same bytes in whatever order, and however often, things are said", () => {
    fc.assert(
      fc.property(topologies, fc.nat(), (topology, seed) => {
        expect(JSON.stringify(planRegistry(rewritten(topology, seed)))).to.equal(
          JSON.stringify(planRegistry(topology)),
        );
      }),
      { numRuns: 300 },
    );
  });

  it("everyone is a principal only on the condition of an organization", () => {
    check((plan) => {
      for (const statement of statementsOf(plan)) {
        if (!("Principal" in statement) || !list(statement.Principal.AWS).includes("*")) continue;
        const keys = Object.values(statement.Condition ?? {}).flatMap((values) => Object.keys(values));
        expect(keys.some((key) => key === "aws:PrincipalOrgID" || key === "aws:PrincipalOrgPaths")).to.equal(true);
      }
    });
  });

  it("no repository policy has a Resource, or the login that ECR refuses there", () => {
    check(({ repositories }) => {
      for (const { policy } of Object.values(repositories)) {
        for (const statement of policy?.Statement ?? []) {
          expect(statement).to.not.have.property("Resource");
          expect(statement.Action).to.not.include("ecr:GetAuthorizationToken");
        }
      }
    });
  });

  it("nothing is denied", () => {
    check((plan) => {
      for (const { Effect } of statementsOf(plan)) expect(Effect).to.equal("Allow");
    });
  });

  it("Sids are unique within a document, and of letters and digits", () => {
    check((plan) => {
      for (const { Statement } of documentsOf(plan)) {
        const sids = Statement.map(({ Sid = "" }) => Sid);
        expect(new Set(sids).size).to.equal(sids.length);
        for (const sid of sids) expect(sid).to.match(/^[A-Za-z0-9]+$/);
      }
    });
  });

  it("ecr-grants-only gives pushers and pullers no KMS action", () => {
    check((plan, { kmsAccess }) => {
      if (kmsAccess !== "ecr-grants-only") return;
      for (const { Sid = "" } of plan.key.policy.Statement) {
        expect(Sid).to.match(
          /^(EnableIAMUserPermissions|AllowCreatorsTo(MakeEcrGrants|DescribeTheKey)(Accounts|Principals))$/,
        );
      }
      const policies = Object.values(plan.spokes).flatMap((identities) => identities.flatMap((each) => each.policies));
      for (const { Statement } of policies) {
        const kms = Statement.filter(({ Action }) => list(Action).some((action) => action.startsWith("kms:")));
        for (const { Sid } of kms) expect(Sid).to.be.oneOf(["MakeEcrGrants", "DescribeKeyAndRetireGrants"]);
        if (!Statement.some(({ Sid = "" }) => Sid.startsWith("Manage"))) expect(kms).to.deep.equal([]);
      }
    });
  });

  it("pushers and pullers use the key through ECR only", () => {
    check((plan) => {
      for (const { Action, Condition, ...rest } of statementsOf(plan)) {
        if (!list(Action).includes("kms:Decrypt") || ("Principal" in rest && rest.Principal.Service !== undefined))
          continue;
        expect(Condition?.["StringEquals"]).to.have.property("kms:ViaService");
      }
    });
  });

  it("every document is frozen through and through", () => {
    check((plan) => {
      for (const document of documentsOf(plan)) expect(isDeeplyFrozen(document)).to.equal(true);
    });
  });

  it("every identity policy fits into 6,144 characters, however many repositories there are", () => {
    const sizes = fc.record({ count: fc.integer({ min: 1, max: 150 }), width: fc.integer({ min: 3, max: 200 }) });
    fc.assert(
      fc.property(sizes, ({ count, width }) => {
        const names = Array.from({ length: count }, (_, index) => `r${String(index).padStart(width, "0")}`);
        const access = { push: ["222222222222"], pull: ["222222222222"] };
        const repositories = Object.fromEntries(names.map((own) => [own, access]));
        const { spokes } = planRegistry({ region: "eu-central-1", registryAccountId: HUB, repositories });
        for (const policy of Object.values(spokes).flatMap((identities) =>
          identities.flatMap(({ policies }) => policies),
        )) {
          expect(policyJson(policy).length).to.be.at.most(6_144);
        }
      }),
      { numRuns: 25 },
    );
  });
});
