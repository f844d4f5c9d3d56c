import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import {
  EncryptedRepository,
  KeyGrants,
  KeyMonitoring,
  PullThroughCache,
  RegistryHub,
  RegistryScanning,
  ReplicaKey,
  ReplicaRegistry,
  ReplicatedRegistry,
  RepositoryKey,
  SpokeAccess,
} from "../../pulumi";
import { planned } from "../../pulumi/planned";
import { planGrants, planHub, planMonitoring, planPullThroughCache, planRepository, planSpoke } from "../../shared";
import { runPulumi } from "../support/pulumi-mocks";

const HUB = "123456789012";
const KEY_ARN = `arn:aws:kms:us-east-1:${HUB}:key/12345678-1234-1234-1234-123456789012`;
const topology = {
  region: "us-east-1",
  registryAccountId: HUB,
  repositories: { app: { pull: ["arn:aws:iam::222222222222:role/puller"] } },
} as const;
const cache = { region: "us-east-1", registryAccountId: HUB, keyArn: KEY_ARN };
const rules = { "ecr-public": { upstreamRegistryUrl: "public.ecr.aws" } };
const monitoring = { region: "us-east-1", accountId: HUB, keyArn: KEY_ARN, repositories: ["app"] };
const single = { region: "us-east-1", registryAccountId: HUB, repositoryName: "app" };

/** What a component is refused with, in the line that makes it. */
function refusal(make: () => unknown): string {
  try {
    make();
  } catch (error) {
    expect(error).to.be.instanceOf(pulumi.ResourceError);
    return (error as Error).message;
  }
  throw new Error("it is not refused");
}

const later = <T>(value: T): never => pulumi.output(value) as never;
const PLAIN = "is an Output; maps and lists must be plain, single values may be Outputs";

describe("an output in the place of a whole map", () => {
  before(async () => {
    await runPulumi(() => undefined);
  });

  const CASES: Readonly<Record<string, readonly [path: string, make: () => unknown]>> = {
    "the topology of a RegistryHub": ["topology", () => new RegistryHub("a", { topology: later(topology) })],
    "the repositories of a RegistryHub": [
      "topology.repositories",
      () => new RegistryHub("a", { topology: { ...topology, repositories: later(topology.repositories) } }),
    ],
    "the access of one repository": [
      'topology.repositories["app"]',
      () => new RegistryHub("a", { topology: { ...topology, repositories: { app: later({}) } } }),
    ],
    "the settings of a key": ["key", () => new RegistryHub("a", { topology, key: later({}) })],
    "the settings of repositories": ["repository", () => new RegistryHub("a", { topology, repository: later({}) })],
    "the topology of a RepositoryKey": ["topology", () => new RepositoryKey("a", { topology: later(topology) })],
    "the topology of a ReplicaKey": [
      "topology",
      () => new ReplicaKey("a", { topology: later(topology), primaryKeyArn: KEY_ARN }),
    ],
    "the key of an EncryptedRepository": ["key", () => new EncryptedRepository("a", { ...single, key: later({}) })],
    "the roles of a SpokeAccess": [
      "roles",
      () => new SpokeAccess("a", { topology, accountId: "222222222222", roles: later({}) }),
    ],
    "the rules of a PullThroughCache": ["rules", () => new PullThroughCache("a", { ...cache, rules: later({}) })],
    "the events of a KeyMonitoring": ["events", () => new KeyMonitoring("a", { ...monitoring, events: later({}) })],
    "the topology of KeyGrants": ["topology", () => new KeyGrants("a", { topology: later({}), keyArn: KEY_ARN })],
    "the replication of a ReplicatedRegistry": [
      "replication",
      () => new ReplicatedRegistry("a", { replication: later({}) }),
    ],
    "the replication of a ReplicaRegistry": [
      "replication",
      () => new ReplicaRegistry("a", { replication: later({}), region: "eu-west-1" }),
    ],
    "one rule of RegistryScanning": [
      "rules[0]",
      () => new RegistryScanning("a", { scanType: "BASIC", rules: [later({})] }),
    ],
  };
  for (const [title, [path, make]] of Object.entries(CASES)) {
    it(`is refused in plain words: ${title}`, () => {
      const message = refusal(make);
      expect(message).to.include(`- ${path}: ${PLAIN} [`);
      expect(message).to.not.match(/\0|u0000/);
    });
  }

  it("is refused where it is a list, and no stand-in is shown", () => {
    for (const make of [
      () => new RegistryHub("a", { topology: { ...topology, repositories: { app: { pull: later([]) } } } }),
      () => new EncryptedRepository("a", { ...single, pull: later([]) }),
      () => new KeyMonitoring("a", { ...monitoring, repositories: later(["app"]) }),
      () => new ReplicatedRegistry("a", { replication: { topology, destinations: later([]) } }),
      () => new RegistryScanning("a", { scanType: "BASIC", rules: later([]) }),
    ]) {
      expect(refusal(make))
        .to.include("UNRESOLVED_STRUCTURE")
        .and.not.match(/\0|u0000/);
    }
  });

  it("is not shown where another value is refused because of it", () => {
    const message = refusal(
      () =>
        new RegistryHub("a", { topology: { ...topology, registryAccountId: later(HUB), creators: ["o-a1b2c3d4e5"] } }),
    );
    expect(message)
      .to.include("an Output, got")
      .and.not.match(/\0|u0000/);
  });
});

describe("an output as the key of a map", () => {
  before(async () => {
    await runPulumi(() => undefined);
  });

  const key = pulumi.output("app") as unknown as string;
  const CASES: Readonly<Record<string, () => unknown>> = {
    RegistryHub: () => new RegistryHub("a", { topology: { ...topology, repositories: { [key]: {} } } }),
    SpokeAccess: () => new SpokeAccess("a", { topology, accountId: "222222222222", roles: { [key]: "puller" } }),
    PullThroughCache: () =>
      new PullThroughCache("a", { ...cache, rules: { [key]: { upstreamRegistryUrl: "public.ecr.aws" } } }),
    KeyGrants: () =>
      new KeyGrants("a", {
        topology: { ...topology, kmsAccess: "kms-grants", repositories: { [key]: {} } },
        keyArn: KEY_ARN,
      }),
    RepositoryKey: () =>
      new RepositoryKey("a", { topology: { ...topology, kmsAccess: "kms-grants", repositories: { [key]: {} } } }),
    ReplicaRegistry: () =>
      new ReplicaRegistry("a", {
        replication: {
          topology: { ...topology, repositories: { [key]: {} } },
          destinations: [{ region: "eu-west-1", repositories: "pre-created" }],
        },
        region: "eu-west-1",
      }),
  };
  for (const [component, make] of Object.entries(CASES)) {
    it(`is refused by ${component}`, () => {
      expect(refusal(make))
        .to.include("UNRESOLVED_STRUCTURE")
        .and.not.match(/\0|u0000|Calling \[toString\]/);
    });
  }
});

describe("an invalid value of a secret output", () => {
  const SECRET = "hunter2-is-the-secret";
  const secret = pulumi.secret(SECRET) as unknown as string;

  /** What is said when the values are known. */
  async function saidLater(plan: () => { value(pick: (made: unknown) => unknown): unknown }): Promise<string> {
    const { result } = await runPulumi(plan);
    const made = result.value(() => "made") as pulumi.Output<string> & { promise(): Promise<string> };
    try {
      await made.promise();
    } catch (error) {
      expect(error).to.be.instanceOf(pulumi.ResourceError);
      return (error as Error).message;
    }
    throw new Error("it is not refused");
  }

  const PLANS: Readonly<Record<string, () => { value(pick: (made: unknown) => unknown): unknown }>> = {
    "a grantee of a RegistryHub": () =>
      planned({ topology: { ...topology, repositories: { app: { pull: [secret] } } } }, planHub),
    "the account of a RegistryHub": () => planned({ topology: { ...topology, registryAccountId: secret } }, planHub),
    "the account of a key that another value is compared with": () =>
      planned({ topology, keyArn: pulumi.secret(KEY_ARN.replace(HUB, "424242424242")) as never }, planHub),
    "the name of an EncryptedRepository": () =>
      planned({ ...single, repositoryName: pulumi.secret(SECRET.toUpperCase()) as never }, planRepository),
    "the key of a SpokeAccess": () => planned({ topology, accountId: "222222222222", keyArn: secret }, planSpoke),
    "the key of KeyGrants": () =>
      planned({ topology: { ...topology, kmsAccess: "kms-grants" } as const, keyArn: secret }, planGrants),
    "the topic of a KeyMonitoring": () => planned({ ...monitoring, topicArn: secret }, planMonitoring),
    "a property of a lifecycle policy that is secret as a whole": () =>
      planned(
        { ...cache, rules, repository: { lifecyclePolicy: pulumi.secret({ [SECRET]: 1 }) as never } },
        planPullThroughCache,
      ),
    "the credentials of a PullThroughCache": () =>
      planned(
        { ...cache, rules: { hub: { upstreamRegistryUrl: "registry-1.docker.io", credentialArn: secret } } },
        planPullThroughCache,
      ),
  };
  for (const [title, plan] of Object.entries(PLANS)) {
    it(`is not quoted when it is known: ${title}`, async () => {
      const message = await saidLater(plan);
      expect(message).to.not.match(/hunter2|424242424242/i);
      expect(message).to.match(/\[[A-Z_]+\]/);
    });
  }

  it("is not quoted in the plan of a whole RegistryHub", async () => {
    const puller = `arn:aws:iam::222222222222:role/${SECRET}`;
    const repositories = Object.fromEntries(
      Array.from({ length: 700 }, (_, index) => [
        `${String(index).padStart(4, "0")}-${"x".repeat(240)}`,
        { pull: [pulumi.secret(puller) as never] },
      ]),
    );
    const { result } = await runPulumi(() => ({
      value: () =>
        new RegistryHub("a", { topology: { ...topology, kmsAccess: "ecr-grants-only", repositories }, keyArn: KEY_ARN })
          .plan,
    }));
    const error: unknown = await (result.value() as unknown as { promise(): Promise<unknown> }).promise().then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).to.be.instanceOf(pulumi.ResourceError);
    expect((error as Error).message)
      .to.match(/TOO_MANY_POLICIES/)
      .and.not.include(SECRET);
  });

  it("is named as an output where the account of a SpokeAccess is one", async () => {
    await runPulumi(() => undefined);
    const message = refusal(() => new SpokeAccess("a", { topology, accountId: secret, roles: { puller: "puller" } }));
    expect(message)
      .to.include("ROLE_WITHOUT_ACCESS")
      .and.not.match(/\0|u0000/);
  });

  it("is not quoted when the program runs", async () => {
    await runPulumi(() => undefined);
    const message = refusal(
      () => new RegistryHub("a", { topology: { ...topology, keyAlias: secret, registryAccountId: "1" } }),
    );
    expect(message).to.include("INVALID_ACCOUNT_ID").and.not.include(SECRET);
  });

  it("leaves alone what is found without it, and says where it stands itself", async () => {
    const message = await saidLater(() =>
      planned(
        {
          topology: { ...topology, repositories: { app: { pull: [secret, pulumi.output("nobody") as never] } } },
        },
        planHub,
      ),
    );
    expect(message).to.include("RegistryHub has 2 problems");
    expect(message).to.include('topology.repositories["app"].pull[0]: is not valid');
    expect(message).to.include('topology.repositories["app"].pull[1]: "nobody"');
  });
});
