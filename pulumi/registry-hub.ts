import * as pulumi from "@pulumi/pulumi";
import type {
  HubPlan,
  IsUnresolved,
  PlannedIdentity,
  RegistryHubConfig,
  RegistryPlan,
  RegistryTopology,
} from "../shared";
import { planHub, planRegistry } from "../shared";
import type { Inputs } from "./inputs";
import type { RepositoryAttributes, RepositoryTransforms } from "./managed-repository";
import { manageRepositories } from "./managed-repository";
import type { CommonArgs, ProtectionArgs } from "./options";
import { tagsOf } from "./options";
import { planned, plannedLater } from "./planned";
import type { RepositoryKey, RepositoryKeyTransforms } from "./repository-key";
import { makePlannedKey } from "./repository-key";

/** What a `RegistryHub` takes. */
export interface RegistryHubArgs
  extends Inputs<Omit<RegistryHubConfig, keyof ProtectionArgs>>, CommonArgs, ProtectionArgs {
  /** Changes the resources before they are made. @default - they are made as planned */
  readonly transform?: RepositoryTransforms & RepositoryKeyTransforms;
}

/**
 * One shared key (or a given one) and every repository of a topology. Belongs in the registry account.
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
  readonly #topology: RegistryHubArgs["topology"];
  #plan?: pulumi.Output<RegistryPlan>;

  /** @throws pulumi.ResourceError with every finding about `args` */
  constructor(name: string, args: RegistryHubArgs, opts?: pulumi.ComponentResourceOptions) {
    const { tags, transform, ...plain } = args;
    const plan = planned<RegistryHubConfig, HubPlan>(plain, planHub);
    super("ecr-kms:index:RegistryHub", name, {}, opts);
    const common = { ...tagsOf(args), deletionProtection: args.deletionProtection ?? true };
    const key = makePlannedKey(name, plan, { ...common, parent: this, transform });
    if (key) this.key = key;
    this.keyArn = this.key?.keyArn ?? pulumi.output(args.keyArn as pulumi.Input<string>);
    const options = { ...common, parent: this, keyArn: this.keyArn, transform };
    this.repositories = manageRepositories(name, plan, options);
    this.#topology = args.topology;
    this.registerOutputs({ keyArn: this.keyArn, repositories: this.repositories });
  }

  /**
   * Every document of the registry, with its size. Made when first asked for: most programs only need the resources,
   * and a hub may be larger than the IAM policies of one principal can be.
   *
   * @throws pulumi.ResourceError, when it is known, with DOCUMENT_TOO_LARGE or TOO_MANY_POLICIES, where the IAM
   * policies of a spoke are too large for AWS
   */
  public get plan(): pulumi.Output<RegistryPlan> {
    this.#plan ??= plannedLater({ topology: this.#topology, keyArn: this.keyArn }, registryPlanOf);
    return this.#plan;
  }

  /**
   * Account id → the IAM policies that its principals need, for programs that attach them themselves.
   *
   * @throws pulumi.ResourceError as `plan` does
   */
  public get identityPolicies(): pulumi.Output<Readonly<Record<string, readonly PlannedIdentity[]>>> {
    return this.plan.apply(({ spokes }) => spokes);
  }
}

/** The ARN is AWS's own word (or was checked when it was given): it is taken as it is. */
function registryPlanOf(
  { topology, keyArn }: { readonly topology: RegistryTopology; readonly keyArn: string },
  isUnresolved?: IsUnresolved,
): RegistryPlan {
  return planRegistry(topology, {
    keyArn,
    isUnresolved: (value) => value === keyArn || isUnresolved?.(value) === true,
  });
}
