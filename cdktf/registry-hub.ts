import { Construct } from "constructs";
import type { PlannedIdentity, RegistryHubConfig, RegistryPlan, RegistryTopology } from "../shared";
import { planHub, planRegistry } from "../shared";
import { idBeside } from "./construct-id";
import type { RepositoryAttributes, RepositoryTransforms } from "./managed-repository";
import { manageRepository } from "./managed-repository";
import type { CommonProps } from "./options";
import { commonOf } from "./options";
import type { RepositoryKeyTransforms } from "./repository-key";
import { RepositoryKey } from "./repository-key";
import { isToken } from "./tokens";

/** What a `RegistryHub` takes. */
export interface RegistryHubProps extends RegistryHubConfig, CommonProps {
  /** Changes the resources before they are made. @default - they are made as planned */
  readonly transform?: RepositoryTransforms & RepositoryKeyTransforms;
}

/**
 * One shared key (or a given one) and every repository of a topology. Belongs in the registry account.
 *
 * @example
 * ```ts
 * const hub = new RegistryHub(stack, "hub", { topology });
 * new SpokeAccess(spokeStack, "access", { topology, accountId: "222222222222", keyArn: hub.keyArn });
 * ```
 */
export class RegistryHub extends Construct {
  /** The ARN of the key that encrypts every repository. */
  public readonly keyArn: string;
  /** The key that was made; absent when `keyArn` was given. */
  public readonly key?: RepositoryKey;
  /** Repository name → its attributes. */
  public readonly repositories: Readonly<Record<string, RepositoryAttributes>>;
  readonly #topology: RegistryTopology;
  #plan?: RegistryPlan;

  /** @throws PolicyError with every finding about `props` */
  constructor(scope: Construct, id: string, props: RegistryHubProps) {
    super(scope, id);
    const { provider, tags, transform, ...plain } = props;
    const { key, repositories } = planHub(plain, isToken);
    const common = { ...commonOf(props), deletionProtection: props.deletionProtection ?? true };
    if (key) this.key = new RepositoryKey(this, "key", { ...common, plan: key, ...(transform ? { transform } : {}) });
    this.keyArn = this.key?.keyArn ?? (props.keyArn as string);
    const options = { ...common, keyArn: this.keyArn, transform };
    const fixed = this.key ? [this.key.node.id] : [];
    const made = repositories.map((each) => {
      const below = new Construct(this, idBeside(fixed, each.name));
      return [each.name, manageRepository(below, each, options)] as const;
    });
    this.repositories = Object.fromEntries(made);
    this.#topology = props.topology;
  }

  /**
   * Every document of the registry, with its size. Made when first asked for: most programs only need the resources.
   *
   * @throws PolicyError with DOCUMENT_TOO_LARGE or TOO_MANY_POLICIES, where the IAM policies of a spoke are too large
   * for AWS
   */
  get plan(): RegistryPlan {
    this.#plan ??= planRegistry(this.#topology, { keyArn: this.keyArn, isUnresolved: isToken });
    return this.#plan;
  }

  /**
   * Account id → the IAM policies that its principals need, for programs that attach them themselves.
   *
   * @throws PolicyError as `plan` does
   */
  get identityPolicies(): Readonly<Record<string, readonly PlannedIdentity[]>> {
    return this.plan.spokes;
  }
}
