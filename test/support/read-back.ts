import { DescribeRepositoriesCommand, ECRClient, GetRepositoryPolicyCommand } from "@aws-sdk/client-ecr";
import {
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRolePolicyCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  ListPoliciesCommand,
  ListRolePoliciesCommand,
} from "@aws-sdk/client-iam";
import {
  DescribeKeyCommand,
  GetKeyPolicyCommand,
  GetKeyRotationStatusCommand,
  KMSClient,
  ListAliasesCommand,
  paginateListGrants,
} from "@aws-sdk/client-kms";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";

/** A policy document as AWS holds it. */
export type StoredPolicy = Readonly<Record<string, unknown>>;

/** A key as AWS holds it. */
export interface StoredKey {
  readonly arn: string;
  readonly policy: StoredPolicy;
  readonly aliases: readonly string[];
  /** The period is absent where AWS does not tell it; the emulator does not. */
  readonly rotation: { readonly enabled: boolean; readonly periodInDays?: number };
}

/** A grant on a key as AWS holds it. */
export interface StoredGrant {
  readonly name?: string;
  readonly granteePrincipal: string;
  readonly operations: readonly string[];
  readonly encryptionContext: Readonly<Record<string, string>>;
}

/** A repository as AWS holds it. */
export interface StoredRepository {
  readonly arn: string;
  readonly encryptionType?: string;
  readonly keyArn?: string;
  readonly tagMutability?: string;
  readonly scanOnPush?: boolean;
}

/** Reads what lies in one account, through the AWS SDK: neither Terraform nor our own code is asked. */
export class AccountReader {
  readonly #kms: KMSClient;
  readonly #ecr: ECRClient;
  readonly #iam: IAMClient;

  private constructor(config: ConstructorParameters<typeof KMSClient>[0] & object) {
    this.#kms = new KMSClient(config);
    this.#ecr = new ECRClient(config);
    this.#iam = new IAMClient(config);
  }

  /** Goes into an account the way the stacks do: by assuming its administrator role. */
  static async enter(endpoint: string, region: string, accountId: string): Promise<AccountReader> {
    const sts = new STSClient({
      endpoint,
      region,
      credentials: { accessKeyId: "emulated", secretAccessKey: "emulated" },
    });
    const RoleArn = `arn:aws:iam::${accountId}:role/OrganizationAccountAccessRole`;
    const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "read-back" }));
    const credentials = {
      accessKeyId: Credentials?.AccessKeyId ?? "",
      secretAccessKey: Credentials?.SecretAccessKey ?? "",
      sessionToken: Credentials?.SessionToken ?? "",
    };
    return new AccountReader({ endpoint, region, credentials });
  }

  /** Reads a key by its ARN or alias. */
  async readKey(arnOrAlias: string): Promise<StoredKey> {
    const { KeyMetadata } = await this.#kms.send(new DescribeKeyCommand({ KeyId: arnOrAlias }));
    const KeyId = KeyMetadata?.KeyId ?? "";
    const { Policy } = await this.#kms.send(new GetKeyPolicyCommand({ KeyId, PolicyName: "default" }));
    const rotation = await this.#kms.send(new GetKeyRotationStatusCommand({ KeyId }));
    const { Aliases = [] } = await this.#kms.send(new ListAliasesCommand({ KeyId }));
    return {
      arn: KeyMetadata?.Arn ?? "",
      policy: parsed(Policy),
      aliases: Aliases.map(({ AliasName }) => AliasName ?? ""),
      rotation: {
        enabled: rotation.KeyRotationEnabled ?? false,
        ...defined({ periodInDays: rotation.RotationPeriodInDays }),
      },
    };
  }

  /** Reads every grant on a key. */
  async readGrants(KeyId: string): Promise<readonly StoredGrant[]> {
    const grants: StoredGrant[] = [];
    for await (const { Grants = [] } of paginateListGrants({ client: this.#kms }, { KeyId })) {
      for (const { Name, GranteePrincipal = "", Operations = [], Constraints } of Grants) {
        grants.push({
          ...defined({ name: Name }),
          granteePrincipal: GranteePrincipal,
          operations: Operations,
          encryptionContext: Constraints?.EncryptionContextSubset ?? {},
        });
      }
    }
    return grants;
  }

  async readRepository(name: string): Promise<StoredRepository> {
    const { repositories = [] } = await this.#ecr.send(new DescribeRepositoriesCommand({ repositoryNames: [name] }));
    const [found] = repositories;
    return {
      arn: found?.repositoryArn ?? "",
      ...defined({
        encryptionType: found?.encryptionConfiguration?.encryptionType,
        keyArn: found?.encryptionConfiguration?.kmsKey,
        tagMutability: found?.imageTagMutability,
        scanOnPush: found?.imageScanningConfiguration?.scanOnPush,
      }),
    };
  }

  async readRepositoryPolicy(repositoryName: string): Promise<StoredPolicy> {
    return parsed((await this.#ecr.send(new GetRepositoryPolicyCommand({ repositoryName }))).policyText);
  }

  /** The documents of a role: of its attached managed policies, then its inline ones. */
  async readRolePolicies(RoleName: string): Promise<readonly StoredPolicy[]> {
    const { AttachedPolicies = [] } = await this.#iam.send(new ListAttachedRolePoliciesCommand({ RoleName }));
    const managed = await Promise.all(AttachedPolicies.map(({ PolicyArn }) => this.#managed(PolicyArn ?? "")));
    const { PolicyNames = [] } = await this.#iam.send(new ListRolePoliciesCommand({ RoleName }));
    const inline = await Promise.all(
      PolicyNames.map(async (PolicyName) =>
        fromUri((await this.#iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }))).PolicyDocument),
      ),
    );
    return [...managed, ...inline];
  }

  /** The documents of every managed policy of the account, attached or not. */
  async readManagedPolicies(): Promise<readonly StoredPolicy[]> {
    const { Policies = [] } = await this.#iam.send(new ListPoliciesCommand({ Scope: "Local" }));
    return Promise.all(Policies.map(({ Arn }) => this.#managed(Arn ?? "")));
  }

  async #managed(PolicyArn: string): Promise<StoredPolicy> {
    const { Policy } = await this.#iam.send(new GetPolicyCommand({ PolicyArn }));
    const { PolicyVersion } = await this.#iam.send(
      new GetPolicyVersionCommand({ PolicyArn, VersionId: Policy?.DefaultVersionId ?? "v1" }),
    );
    return fromUri(PolicyVersion?.Document);
  }
}

/** IAM gives its documents URI-encoded. */
function fromUri(text: string | undefined): StoredPolicy {
  return parsed(text === undefined ? undefined : decodeURIComponent(text));
}

function parsed(text: string | undefined): StoredPolicy {
  if (text === undefined) throw new Error("AWS has no such policy");
  return JSON.parse(text) as StoredPolicy;
}

function defined<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;
}
