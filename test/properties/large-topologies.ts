import * as fc from "fast-check";
import type { RegistryTopology } from "../../shared";
import { keyPolicy, planRegistry, PolicyError, repositoryPolicy } from "../../shared";
import { HUB } from "../shared/fixtures";
import { brokenRules, LIMITS } from "./document-rules";

/** Topologies around AWS's size limits: many accounts, many roles, many repositories, long names. */
export const largeTopologies: fc.Arbitrary<RegistryTopology> = fc
  .record({
    accounts: fc.integer({ min: 1, max: 250 }),
    roles: fc.integer({ min: 0, max: 3 }),
    repositories: fc.integer({ min: 1, max: 40 }),
    nameLength: fc.integer({ min: 4, max: 120 }),
    kmsAccess: fc.constantFrom("key-policy" as const, "kms-grants" as const, "ecr-grants-only" as const),
    principalStrategy: fc.constantFrom("arn-condition" as const, "exact" as const),
  })
  .map(({ accounts, roles, repositories, nameLength, ...choices }) => {
    const ids = Array.from({ length: accounts }, (_, index) => String(200_000_000_000 + index));
    const grantees = ids.flatMap((id) =>
      roles === 0
        ? [id]
        : Array.from({ length: roles }, (_, index) => `arn:aws:iam::${id}:role/${"r".repeat(nameLength % 60)}${index}`),
    );
    const access = { push: grantees.slice(0, 3), pull: grantees };
    const names = Array.from({ length: repositories }, (_, index) => `r${index}`.padEnd(nameLength, "x"));
    return {
      region: "eu-central-1",
      registryAccountId: HUB,
      repositories: Object.fromEntries(names.map((name) => [name, access])),
      ...choices,
    };
  });

/** What is wrong with how the size limits of a topology are told. */
export function sizeMistakesOf(topology: RegistryTopology): readonly string[] {
  const tooLarge = documentsTooLarge(topology);
  try {
    const plan = planRegistry(topology);
    return [...tooLarge.map((name) => `the ${name} is too large, and there is no finding`), ...brokenRules(plan)];
  } catch (error) {
    if (!PolicyError.is(error)) throw error;
    const found = error.findings.filter(({ code }) => code === "DOCUMENT_TOO_LARGE");
    const others = error.findings.filter((finding) => !found.includes(finding));
    return [
      ...others.map(({ code, message }) => `${code} where only sizes can be wrong: ${message}`),
      ...tooLarge
        .filter((name) => !found.some(({ message }) => message.includes(`the ${name} `)))
        .map((name) => `the ${name} is too large, and no finding names it`),
      ...(found.length > tooLarge.length ? ["a finding names a document that is not too large"] : []),
    ];
  }
}

/** The key and repository policies over their limits; IAM policies are split and never are. */
function documentsTooLarge(topology: RegistryTopology): readonly string[] {
  const repositories = Object.keys(topology.repositories).filter((name) => {
    const policy = repositoryPolicy(topology, name);
    return policy !== undefined && JSON.stringify(policy).length > LIMITS["repository-policy"];
  });
  const key = Buffer.byteLength(JSON.stringify(keyPolicy(topology)), "utf8") > LIMITS["key-policy"];
  return [...(key ? ["key policy"] : []), ...repositories.map((name) => `repository policy of ${name}`)];
}
