import { planRegistry, planRepository, type EncryptedRepositoryConfig, type RegistryTopology } from "../../shared";

/** The examples, with the topology that each amounts to. */
export const EXAMPLES: readonly {
  readonly name: string;
  readonly topology: RegistryTopology;
  readonly usesKeyArn: boolean;
}[] = [
  { name: "single-repository", topology: planRepository(singleRepository()).topology, usesKeyArn: false },
  { name: "hub-and-spoke", topology: topologyOf("hub-and-spoke"), usesKeyArn: false },
  { name: "central-key", topology: topologyOf("central-key"), usesKeyArn: false },
  { name: "existing-key", topology: topologyOf("existing-key"), usesKeyArn: true },
];

/** What stands in the documents where the ARN of a key is known only after deployment. */
export const KEY_ARN = "<ARN of the key>";

/** Every document of an example by its name. */
export function exampleDocuments({
  topology,
  usesKeyArn,
}: (typeof EXAMPLES)[number]): Readonly<Record<string, unknown>> {
  const plan = planRegistry(
    topology,
    usesKeyArn ? { keyArn: KEY_ARN, isUnresolved: (value) => value === KEY_ARN } : {},
  );
  const repositories = Object.values(plan.repositories).map(
    ({ name, policy }) => [`repository policy of ${name}`, policy] as const,
  );
  const identities = Object.entries(plan.spokes).flatMap(([accountId, spoke]) =>
    spoke.flatMap(({ kind, name, policies }) =>
      policies.map(
        (policy) =>
          [`IAM policy for ${kind === "account" ? "account" : `${kind} ${name} of`} ${accountId}`, policy] as const,
      ),
    ),
  );
  const documents: readonly (readonly [string, unknown])[] = [
    ["key policy", plan.key.policy],
    ...repositories,
    ...identities,
  ];
  return Object.fromEntries(documents);
}

function topologyOf(name: string): RegistryTopology {
  return topologyModule<{ topology: RegistryTopology }>(name).topology;
}

function singleRepository(): EncryptedRepositoryConfig {
  return topologyModule<{ repository: EncryptedRepositoryConfig }>("single-repository").repository;
}

function topologyModule<Module>(name: string): Module {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the examples are found by their name
  return require(`../../examples/${name}/topology`) as Module;
}
