import * as pulumi from "@pulumi/pulumi";
import type {
  HubPlan,
  PlannedIdentity,
  RegistryHubConfig,
  RegistryPlan,
  RegistryTopology,
  RepositoryToMake,
} from "../shared";
import { planHub, planRegistry } from "../shared";
import type { Inputs } from "./inputs";
import type { RepositoryAttributes, RepositoryTransforms } from "./managed-repository";
import { manageRepository } from "./managed-repository";
import type { CommonArgs, ProtectionArgs } from "./options";
import { tagsOf } from "./options";
import { part, planned, plannedKey } from "./planned";
import type { RepositoryKeyTransforms } from "./repository-key";
import { RepositoryKey } from "./repository-key";

/** What a `RegistryHub` takes. */
export interface RegistryHubArgs
  extends Inputs<Omit<RegistryHubConfig, keyof ProtectionArgs>>, CommonArgs, ProtectionArgs {
  /** Changes the resources before they are made. @default - they are made as planned */
  readonly transform?: RepositoryTransforms & RepositoryKeyTransforms;
}

/**
 * One shared key (or a given one) and every repository of a topology. Belongs into the registry account.
 *
 * @example
 * ```ts
 * const hub = new RegistryHub("hub", { topology }, { provider: registry });
 * new SpokeAccess("workload", { topology, accountId: "222222222222", keyArn: hub.keyArn }, { provider: workload });
 * ```
 */
export class RegistryHub extends pulumi.ComponentResource {
  /** The ARN of the key that encrypts every repository. */
  public readonly keyArn: pulumi.Output<string>;
  /** The key that was made; absent when `keyArn` was given. */
  public readonly key?: RepositoryKey;
  /** Repository name → its attributes. */
  public readonly repositories: Readonly<Record<string, RepositoryAttributes>>;
  /** Account id → the IAM policies that its principals need, for programs that attach them themselves. */
  public readonly identityPolicies: pulumi.Output<Readonly<Record<string, readonly PlannedIdentity[]>>>;

  /** @throws pulumi.ResourceError with every finding about `args` */
  constructor(name: string, args: RegistryHubArgs, opts?: pulumi.ComponentResourceOptions) {
    const { tags, transform, ...plain } = args;
    const plan = planned<RegistryHubConfig, HubPlan>(plain, planHub);
    super("ecr-kms:index:RegistryHub", name, {}, opts);
    const common = { ...tagsOf(args), deletionProtection: args.deletionProtection ?? true };
    const key = plannedKey(plan);
    if (key)
      this.key = new RepositoryKey(
        name,
        { ...common, plan: key, ...(transform ? { transform } : {}) },
        { parent: this },
      );
    this.keyArn = this.key?.keyArn ?? pulumi.output(args.keyArn as pulumi.Input<string>);
    const made = plan.structure.repositories.map(({ name: repositoryName }, index) => {
      const repository = part(plan, ({ repositories }) => repositories[index] as RepositoryToMake);
      const options = { ...common, parent: this, keyArn: this.keyArn, transform };
      return [repositoryName, manageRepository(`${name}-${repositoryName}`, repository, options)] as const;
    });
    this.repositories = Object.fromEntries(made);
    const known = pulumi.output({ topology: args.topology as pulumi.Input<RegistryTopology>, keyArn: this.keyArn });
    this.identityPolicies = known.apply(({ topology, keyArn }) => identitiesFor(topology as RegistryTopology, keyArn));
    this.registerOutputs({
      keyArn: this.keyArn,
      repositories: this.repositories,
      identityPolicies: this.identityPolicies,
    });
  }
}

/** The ARN is AWS's own word (or was checked when it was given): it is taken as it is. */
function identitiesFor(topology: RegistryTopology, keyArn: string): RegistryPlan["spokes"] {
  return planRegistry(topology, { keyArn, isUnresolved: (value) => value === keyArn }).spokes;
}
