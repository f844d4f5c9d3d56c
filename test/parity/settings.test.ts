import { expect } from "chai";
import { PolicyError } from "../../shared";
import { TEMPLATE_SETTINGS } from "../../shared/creation-template/check";
import { planHub, REGISTRY_HUB } from "../../shared/hub/plan-hub";
import type { EncryptedRepositoryConfig } from "../../shared/hub/plan-repository";
import { ENCRYPTED_REPOSITORY, planRepository } from "../../shared/hub/plan-repository";
import { planSpoke, SPOKE_ACCESS } from "../../shared/hub/plan-spoke";
import { KEY_GRANTS, planGrants } from "../../shared/key/plan-grants";
import { planKey, REPOSITORY_KEY } from "../../shared/key/plan-key";
import { planReplicaKey, REPLICA_KEY } from "../../shared/key/plan-replica-key";
import { KEY_SETTINGS } from "../../shared/key/settings";
import { MONITORED_EVENTS } from "../../shared/monitoring/events";
import { planMonitoring } from "../../shared/monitoring/plan";
import { KEY_MONITORING } from "../../shared/monitoring/read";
import { CACHE_RULE } from "../../shared/pull-through-cache/check-rule";
import { planPullThroughCache } from "../../shared/pull-through-cache/plan";
import { PULL_THROUGH_CACHE } from "../../shared/pull-through-cache/read";
import { planReplica } from "../../shared/replication/plan-replica";
import { planReplicaTemplates } from "../../shared/replication/plan-replica-templates";
import { planReplication, REPLICATED_REGISTRY } from "../../shared/replication/plan-replication";
import { DESTINATION } from "../../shared/replication/read-destinations";
import { REPLICA_REGISTRY } from "../../shared/replication/read-replica";
import { REPLICATION } from "../../shared/replication/read-replication";
import type { ReplicaRegistryConfig } from "../../shared/replication/read-replica";
import { REPOSITORY_SETTINGS } from "../../shared/repository/settings";
import { planScanning, REGISTRY_SCANNING, SCANNING_RULE } from "../../shared/scanning/plan";
import { TOPOLOGY } from "../../shared/topology/read-topology";
import { cdktfResources } from "./cdktf-resources";
import type { ParityCase, Step } from "./cases";
import { pulumiResources } from "./pulumi-resources";
import type { Change, Changes } from "./settings";
import * as settings from "./settings";

/** One configuration: where it stands in a component, the settings it has, and a change of each. */
interface Table {
  readonly component: Step["component"];
  /** Where the configuration stands: `key` of a hub; empty for that of the component itself. */
  readonly at: string;
  /** The settings that the core knows: the keys of a shape. */
  readonly known: readonly string[];
  readonly changes: Readonly<Record<string, Change<object>>>;
  /** What the component is given, for one configuration. */
  readonly whole: (config: object, setting: string) => object;
}

type Known = object | readonly string[];

function table<Config>(
  component: Step["component"],
  at: string,
  known: Known,
  changes: Changes<Config>,
  whole: Table["whole"],
): Table {
  const names = Array.isArray(known) ? (known as readonly string[]) : Object.keys(known);
  return { component, at, known: names, changes: changes, whole };
}

const { repositoryPolicy: _, ...OF_CACHED } = TEMPLATE_SETTINGS;
const { hub, repository, access, topology } = ENCRYPTED_REPOSITORY;
const FLAT = ["repositoryName", ...[hub, repository, access, topology].flatMap((part) => Object.keys(part))];

/** The component itself. */
function own<Config extends object>(
  component: Table["component"],
  known: Known,
  base: Config,
  changes: Changes<Config>,
): Table {
  return table(component, "", known, changes, (config) => ({ ...base, ...config }));
}

const TABLES: readonly Table[] = [
  own("RepositoryKey", REPOSITORY_KEY, settings.REPOSITORY_KEY_BASE, settings.REPOSITORY_KEY_CHANGES),
  own("ReplicaKey", REPLICA_KEY, settings.REPLICA_KEY_BASE, settings.REPLICA_KEY_CHANGES),
  own("KeyGrants", KEY_GRANTS, settings.KEY_GRANTS_BASE, settings.KEY_GRANTS_CHANGES),
  own("RegistryHub", REGISTRY_HUB, settings.HUB_BASE, settings.HUB_CHANGES),
  table("RegistryHub", "key", KEY_SETTINGS, settings.KEY_CHANGES, (key) => ({ ...settings.HUB_BASE, key })),
  table("RegistryHub", "repository", REPOSITORY_SETTINGS, settings.REPOSITORY_CHANGES, (config, setting) => ({
    ...(setting === "forceDelete" ? { deletionProtection: false } : {}),
    topology: setting === "encryptionType" ? settings.IN_GOV_CLOUD : settings.TOPOLOGY,
    repository: config,
  })),
  table("RepositoryKey", "topology", TOPOLOGY, settings.TOPOLOGY_CHANGES, (config) => ({
    topology: { ...settings.TOPOLOGY, ...config },
  })),
  table("EncryptedRepository", "", FLAT, settings.ENCRYPTED_REPOSITORY_CHANGES, (config, setting) => ({
    ...settings.ENCRYPTED_REPOSITORY_BASE,
    ...(setting === "forceDelete" ? { deletionProtection: false } : {}),
    ...(setting === "encryptionType" ? { region: "us-gov-west-1", push: [] } : {}),
    ...config,
  })),
  own("SpokeAccess", SPOKE_ACCESS, settings.SPOKE_BASE, settings.SPOKE_CHANGES),
  own("KeyMonitoring", KEY_MONITORING, settings.MONITORING_BASE, settings.MONITORING_CHANGES),
  table("KeyMonitoring", "events", MONITORED_EVENTS, settings.EVENT_CHANGES, (events) => ({
    ...settings.MONITORING_BASE,
    events,
  })),
  own(
    "ReplicatedRegistry",
    REPLICATED_REGISTRY,
    { replication: settings.REPLICATION },
    settings.REPLICATED_REGISTRY_CHANGES,
  ),
  table("ReplicatedRegistry", "replication", REPLICATION, settings.REPLICATION_CHANGES, (config) => ({
    replication: { ...settings.REPLICATION, ...config },
  })),
  table("ReplicaRegistry", "replication.destinations[0]", DESTINATION, settings.DESTINATION_CHANGES, (config) => {
    const destination = { ...settings.DESTINATION, ...config };
    const { region, accountId } = destination;
    const replication = { topology: settings.TOPOLOGY, destinations: [destination], prefixes: ["team/"] };
    return { replication, region, ...(accountId === undefined ? {} : { accountId }) };
  }),
  own("ReplicaRegistry", REPLICA_REGISTRY, settings.REPLICA_BASE, settings.REPLICA_CHANGES),
  table("ReplicaRegistry", "key", KEY_SETTINGS, settings.KEY_CHANGES, (key) => ({ ...settings.REPLICA_BASE, key })),
  table("ReplicaRegistry", "repository", REPOSITORY_SETTINGS, settings.REPOSITORY_CHANGES, (config, setting) => ({
    ...settings.REPLICA_BASE,
    ...(setting === "forceDelete" ? { deletionProtection: false } : {}),
    ...(setting === "encryptionType" ? settings.REPLICA_IN_GOV_CLOUD : {}),
    repository: config,
  })),
  own("PullThroughCache", PULL_THROUGH_CACHE, settings.CACHE_BASE, settings.CACHE_CHANGES),
  table("PullThroughCache", "rules.cached", CACHE_RULE, settings.CACHE_RULE_CHANGES, (rule) => ({
    ...settings.CACHE_BASE,
    rules: { cached: { ...settings.CACHED, ...rule } },
  })),
  table("PullThroughCache", "repository", OF_CACHED, settings.CACHED_REPOSITORY_CHANGES, (repositories) => ({
    ...settings.CACHE_BASE,
    repository: repositories,
  })),
  own("RegistryScanning", REGISTRY_SCANNING, settings.SCANNING_BASE, settings.SCANNING_CHANGES),
  table("RegistryScanning", "rules[0]", SCANNING_RULE, settings.SCANNING_RULE_CHANGES, (rule) => ({
    scanType: "ENHANCED",
    rules: [{ ...settings.SCANNED, ...rule }],
  })),
];

/** What the core plans for a component. */
const PLANS: Readonly<Record<Step["component"], (config: never) => unknown>> = {
  RepositoryKey: planKey,
  ReplicaKey: planReplicaKey,
  KeyGrants: planGrants,
  KeyMonitoring: planMonitoring,
  EncryptedRepository: (config: EncryptedRepositoryConfig) => {
    const { key, repository: made } = planRepository(config);
    return [key, made];
  },
  RegistryHub: planHub,
  RegistryScanning: planScanning,
  ReplicatedRegistry: planReplication,
  ReplicaRegistry: (config: ReplicaRegistryConfig) => [
    planReplica(config),
    planReplicaTemplates({ ...config, keyArn: "made here" }),
  ],
  PullThroughCache: planPullThroughCache,
  SpokeAccess: planSpoke,
};

const ACCOUNT = "123456789012";

/** A program that makes one component. */
function programOf(component: Step["component"], config: object): ParityCase {
  const step = { component, name: "made", config } as unknown as Step;
  return { title: component, topology: settings.TOPOLOGY, accounts: { [ACCOUNT]: [step] } };
}

/** Most settings are compared with the same program. */
const made = new Map<string, string>();

function inCdktf(component: Step["component"], config: object): string {
  const key = `cdktf ${component} ${JSON.stringify(config)}`;
  const text = made.get(key) ?? JSON.stringify(cdktfResources(programOf(component, config), ACCOUNT));
  made.set(key, text);
  return text;
}

async function inPulumi(component: Step["component"], config: object): Promise<string> {
  const key = `pulumi ${component} ${JSON.stringify(config)}`;
  const text = made.get(key) ?? JSON.stringify(await pulumiResources(programOf(component, config), ACCOUNT));
  made.set(key, text);
  return text;
}

describe("every component", () => {
  it("has a table of settings", () => {
    expect([...new Set(TABLES.map(({ component }) => component))].sort()).to.deep.equal(Object.keys(PLANS).sort());
  });
});

for (const { component, at, known, changes, whole } of TABLES) {
  describe(`settings of ${component}${at === "" ? "" : `, ${at}`}`, () => {
    it("are those that the core knows", () => {
      expect(Object.keys(changes).sort()).to.deep.equal([...known].sort());
    });

    for (const [setting, change] of Object.entries(changes)) {
      const { to, beside = {}, notInPlan, nothing, refused } = change;
      const plan = PLANS[component] as (config: object) => unknown;
      const before = whole(beside, setting);
      const after = whole({ ...beside, ...to }, setting);
      if (refused !== undefined) {
        it(`${setting} has no other value: ${refused}`, () => {
          expect(() => plan(after)).to.throw(PolicyError);
        });
        continue;
      }
      const changed = (one: unknown, other: unknown): boolean => JSON.stringify(one) !== JSON.stringify(other);

      it(`${setting} ${nothing === undefined ? "changes" : `does not change (${nothing})`} what is made`, async () => {
        const expected = nothing === undefined;
        expect(changed(plan(before), plan(after)), notInPlan).to.equal(expected && notInPlan === undefined);
        const cdktf = [inCdktf(component, before), inCdktf(component, after)];
        expect(cdktf[0]).to.not.equal("[]");
        expect(cdktf[0] !== cdktf[1], "CDKTF").to.equal(expected);
        const pulumi = [await inPulumi(component, before), await inPulumi(component, after)];
        expect(pulumi[0] !== pulumi[1], "Pulumi").to.equal(expected);
      });
    }
  });
}
