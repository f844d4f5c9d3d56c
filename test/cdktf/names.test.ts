import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Fn, TerraformStack, TerraformVariable, Testing, Token } from "cdktf";
import { expect } from "chai";
import {
  EncryptedRepository,
  KeyGrants,
  PullThroughCache,
  RegistryHub,
  ReplicaKey,
  ReplicaRegistry,
  RepositoryKey,
  SpokeAccess,
} from "../../cdktf";
import { PolicyError } from "../../shared";
import { HUB, KEY_ARN } from "../shared/fixtures";

type Resources = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;

function synthesized(program: (stack: TerraformStack) => void): Resources {
  const stack = new TerraformStack(Testing.app(), "stack");
  new AwsProvider(stack, "aws", { region: "us-east-1" });
  program(stack);
  return (JSON.parse(Testing.synth(stack)) as { resource: Resources }).resource;
}

const place = { region: "us-east-1", registryAccountId: HUB } as const;
const access = { pull: ["222222222222"] };
const upstream = { upstreamRegistryUrl: "public.ecr.aws" };

describe("cdktf names that every object has a property of", () => {
  const topology = { ...place, repositories: { constructor: access } };

  it("are taken for repositories of a RegistryHub", () => {
    const { aws_ecr_repository } = synthesized((stack) => {
      const hub = new RegistryHub(stack, "hub", { topology });
      expect(Object.keys(hub.repositories)).to.deep.equal(["constructor"]);
    });
    expect(Object.values(aws_ecr_repository ?? {}).map(({ name }) => name)).to.deep.equal(["constructor"]);
  });

  it("are taken for repositories and prefixes of a ReplicaRegistry", () => {
    const replication = { topology: { ...place, repositories: { constructor: access, "constructor/api": access } } };
    const { aws_ecr_repository } = synthesized((stack) => {
      new ReplicaRegistry(stack, "replica", {
        replication: { ...replication, destinations: [{ region: "eu-west-1", repositories: "pre-created" }] },
        region: "eu-west-1",
      });
    });
    expect(Object.values(aws_ecr_repository ?? {}).map(({ name }) => name)).to.have.members([
      "constructor",
      "constructor/api",
    ]);
    const { aws_ecr_repository_creation_template } = synthesized((stack) => {
      new ReplicaRegistry(stack, "replica", {
        replication: {
          topology: { ...place, repositories: { "constructor/api": access } },
          prefixes: ["constructor/"],
          destinations: [{ region: "eu-west-1", repositories: "template" }],
        },
        region: "eu-west-1",
      });
    });
    expect(Object.values(aws_ecr_repository_creation_template ?? {}).length).to.be.greaterThan(0);
  });

  it("are taken for prefixes of a PullThroughCache", () => {
    const { aws_ecr_pull_through_cache_rule } = synthesized((stack) => {
      new PullThroughCache(stack, "cache", { ...place, keyArn: KEY_ARN, rules: { constructor: upstream } });
    });
    expect(Object.keys(aws_ecr_pull_through_cache_rule ?? {})).to.have.length(1);
  });

  it("are taken for roles and repositories of grants and of spokes", () => {
    const granted = { ...topology, kmsAccess: "kms-grants" } as const;
    const { aws_kms_grant, aws_iam_policy } = synthesized((stack) => {
      new KeyGrants(stack, "grants", { topology: granted, keyArn: KEY_ARN });
      new SpokeAccess(stack, "spoke", { topology, accountId: "222222222222", roles: { constructor: "constructor" } });
    });
    expect(Object.keys(aws_kms_grant ?? {})).to.have.length(1);
    expect(Object.keys(aws_iam_policy ?? {})).to.have.length(1);
  });
});

describe("a token as the key of a cdktf map", () => {
  const CASES: Readonly<Record<string, (stack: TerraformStack, name: string) => unknown>> = {
    RegistryHub: (stack, name) =>
      new RegistryHub(stack, "a", { topology: { ...place, repositories: { [name]: access } } }),
    "RegistryHub, in a part of the name": (stack, name) =>
      new RegistryHub(stack, "a", { topology: { ...place, repositories: { [`team/${name}`]: access } } }),
    SpokeAccess: (stack, name) =>
      new SpokeAccess(stack, "a", {
        topology: { ...place, repositories: { app: access } },
        accountId: "222222222222",
        roles: { [name]: name },
      }),
    PullThroughCache: (stack, name) =>
      new PullThroughCache(stack, "a", { ...place, keyArn: KEY_ARN, rules: { [name]: upstream } }),
    KeyGrants: (stack, name) =>
      new KeyGrants(stack, "a", {
        topology: { ...place, kmsAccess: "kms-grants", repositories: { [name]: access } },
        keyArn: KEY_ARN,
      }),
    RepositoryKey: (stack, name) =>
      new RepositoryKey(stack, "a", {
        topology: { ...place, kmsAccess: "kms-grants", repositories: { [name]: access } },
      }),
    ReplicaKey: (stack, name) =>
      new ReplicaKey(stack, "a", {
        topology: { ...place, region: "eu-west-1", kmsAccess: "kms-grants", repositories: { [name]: access } },
        primaryKeyArn: "arn:aws:kms:us-east-1:123456789012:key/mrk-1234abcd12ab34cd56ef1234567890ab",
      }),
    ReplicaRegistry: (stack, name) =>
      new ReplicaRegistry(stack, "a", {
        replication: {
          topology: { ...place, repositories: { [name]: access } },
          destinations: [{ region: "eu-west-1", repositories: "pre-created" }],
        },
        region: "eu-west-1",
      }),
  };
  for (const [component, make] of Object.entries(CASES)) {
    it(`is refused: ${component}`, () => {
      const stack = new TerraformStack(Testing.app(), "stack");
      const { stringValue } = new TerraformVariable(stack, "name", { type: "string" });
      expect(() => make(stack, stringValue))
        .to.throw(PolicyError, "UNRESOLVED_STRUCTURE")
        .with.property("message")
        .that.matches(/known only at deployment/);
    });
  }

  it("is taken as the name of an EncryptedRepository, whose address has none", () => {
    const { aws_ecr_repository } = synthesized((stack) => {
      const { stringValue } = new TerraformVariable(stack, "name", { type: "string" });
      new EncryptedRepository(stack, "app", { ...place, repositoryName: stringValue, ...access });
    });
    expect(Object.keys(aws_ecr_repository ?? {})).to.have.length(1);
  });
});

describe("cdktf tokens in the place of a whole map", () => {
  type Make = (stack: TerraformStack, map: never) => unknown;
  const topology = { ...place, repositories: { orders: access } };
  const CASES: Readonly<Record<string, readonly [path: string, make: Make]>> = {
    "the topology": ["topology", (stack, map) => new RegistryHub(stack, "a", { topology: map })],
    "its repositories": [
      "topology.repositories",
      (stack, map) => new RegistryHub(stack, "a", { topology: { ...place, repositories: map } }),
    ],
    "who may use one": [
      'topology.repositories["orders"]',
      (stack, map) => new RegistryHub(stack, "a", { topology: { ...place, repositories: { orders: map } } }),
    ],
    "the roles of a spoke": [
      "roles",
      (stack, map) => new SpokeAccess(stack, "a", { topology, accountId: "222222222222", roles: map }),
    ],
    "the rules of a cache": [
      "rules",
      (stack, map) => new PullThroughCache(stack, "a", { ...place, keyArn: KEY_ARN, rules: map }),
    ],
  };
  const TOKENS: Readonly<Record<string, (variable: TerraformVariable) => unknown>> = {
    "a function's value": ({ stringValue }) => Token.asAny(Fn.jsondecode(stringValue)),
    "a map token": ({ value }) => Token.asAnyMap(value),
    "a variable": ({ value }) => value as unknown,
  };
  for (const [what, [path, make]] of Object.entries(CASES))
    for (const [token, of] of Object.entries(TOKENS))
      it(`is refused as ${what}, in one finding: ${token}`, () => {
        const stack = new TerraformStack(Testing.app(), "stack");
        const map = of(new TerraformVariable(stack, "map", {})) as never;
        expect(() => make(stack, map))
          .to.throw(PolicyError)
          .with.property("findings")
          .that.satisfies((findings: readonly { path: string; message: string }[]) => {
            expect(findings.map((finding) => finding.path)).to.deep.equal([path]);
            return findings[0]?.message.endsWith("got a map that is known only at deployment");
          });
      });
});
