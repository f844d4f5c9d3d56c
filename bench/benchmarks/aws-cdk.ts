/**
 * Every document of 1,000 repositories and 300 spokes, beside aws-cdk-lib's `PolicyDocument` with `minimize: true`, given one
 * statement for each grantee and right. All of it would take CDK minutes: a sample of each kind of document is measured, and
 * counts for all of its kind. The IAM policies are given to CDK as they were split by us; in one document it takes longer.
 */
import { planRegistry, type PolicyDocument, type RegistryPlan } from "ecr-kms";
import { atomsOf } from "../atoms";
import { assertSame, documentTexts, meaningOf } from "../documents";
import { beside, report } from "../figure";
import { QUICK, takeTurns, timed } from "../harness";
import { CDK, documentWithCdk } from "../peers/aws-cdk";
import { platformRegistry, read } from "../topologies";

/** Documents from all over a list; each stands for `weight` of them. */
function sampleOf(documents: readonly PolicyDocument[], size: number) {
  const weight = documents.length / size;
  const chosen = Array.from({ length: size }, (_, index) => documents[Math.floor(index * weight)] as PolicyDocument);
  return {
    weight,
    size,
    run: timed(
      () => chosen.map(atomsOf),
      (all) => all.map(documentWithCdk),
    ),
  };
}

/** Milliseconds for a document of any kind, and for a repository policy. */
function sampled({ key, repositories, spokes }: RegistryPlan, count: number) {
  const repositoryPolicies = Object.values(repositories).flatMap(({ policy }) => (policy ? [policy] : []));
  const identityPolicies = Object.values(spokes).flatMap((all) => all.flatMap(({ policies }) => policies));
  assertMerged(identityPolicies.slice(0, 20));
  const repository = sampleOf(repositoryPolicies, QUICK ? 4 : 8);
  const others = [sampleOf([key.policy], 1), sampleOf(identityPolicies, QUICK ? 8 : 24)];
  return () => {
    const ofRepositories = repository.run()["ms"] ?? Number.NaN;
    const all = others.reduce(
      (sum, { run, weight }) => sum + (run()["ms"] ?? Number.NaN) * weight,
      ofRepositories * repository.weight,
    );
    return { any: all / count, repository: ofRepositories / repository.size };
  };
}

/** That CDK, which starts from single statements, arrives at statements of the same meaning. */
function assertMerged(documents: readonly PolicyDocument[]): void {
  const withoutSids = documents.map(({ Statement }) =>
    JSON.stringify({ Statement: Statement.map(({ Sid, ...rest }) => rest) }),
  );
  assertSame(meaningOf(withoutSids), meaningOf(documents.map((each) => documentWithCdk(atomsOf(each)))), "aws-cdk-lib");
}

for (const [kind, spokes] of [
  ["alike", "spokes alike"] as const,
  ["each-different", "each spoke different"] as const,
]) {
  const topology = platformRegistry(1000, 300, kind);
  const count = documentTexts(read(topology)).length;
  const everything = timed(() => read(topology), documentTexts);
  const ours = () => {
    const each = (everything()["ms"] ?? Number.NaN) / count;
    return { any: each, repository: each };
  };
  const cdk = sampled(planRegistry(read(topology)), count);
  const [mine, theirs] = takeTurns([ours, cdk], { warmUps: 2, rounds: QUICK ? 3 : 9 });
  const head = { peerName: CDK, unit: "µs", aim: 0.002 };
  const [any, repository] = [
    { ...head, name: `aws-cdk: a document of 1,000 x 300, ${spokes}`, note: "CDK: from a sample of each kind" },
    {
      ...head,
      name: `aws-cdk: a repository policy, ${spokes}`,
      note: "CDK: from a sample; ours: the mean of all documents",
    },
  ];
  report(beside(any, "any", mine, theirs, 0.001));
  report(beside(repository, "repository", mine, theirs, 0.001));
}
