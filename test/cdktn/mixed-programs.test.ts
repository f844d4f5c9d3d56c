import * as cdktfAws from "@cdktf/provider-aws/lib/provider";
import * as cdktnAws from "@cdktn/provider-aws/lib/provider";
import * as cdktf from "cdktf";
import * as cdktn from "cdktn";
import { expect } from "chai";
import type { Construct } from "constructs";
import * as ofCdktf from "ecr-kms/cdktf";
import * as ofCdktn from "ecr-kms/cdktn";
import { topology } from "../../examples/hub-and-spoke/topology";

/** Classes of the two have private members, so that no type fits both: a program mixes them with `as`. */
type Constructor = new (scope: Construct, id: string, config: object) => Construct;

/** Which package each part of a program comes from. */
interface Parts {
  readonly frame: typeof cdktf;
  readonly Provider: Constructor;
  readonly hubs: { readonly RegistryHub: Constructor };
}

const CDKTF = { Provider: cdktfAws.AwsProvider, hubs: ofCdktf } as unknown as Omit<Parts, "frame">;
const CDKTN = { Provider: cdktnAws.AwsProvider, hubs: ofCdktn } as unknown as Omit<Parts, "frame">;
const TERRAIN = cdktn as unknown as typeof cdktf;

function synthesized({ frame, Provider, hubs }: Parts): unknown {
  const stack = new frame.TerraformStack(frame.Testing.app(), "hub");
  const provider = new Provider(stack, "aws", { region: "us-east-1" });
  new hubs.RegistryHub(stack, "hub", { topology, provider });
  const {
    terraform: _,
    provider: _provider,
    ...rest
  } = JSON.parse(frame.Testing.synth(stack)) as Record<string, unknown>;
  return rest;
}

describe("programs of CDKTF and CDK Terrain", () => {
  const expected = (): unknown => synthesized({ frame: cdktf, ...CDKTF });

  it("synthesize the same", () => {
    expect(expected()).to.have.nested.property("resource.aws_ecr_repository");
    expect(synthesized({ frame: TERRAIN, ...CDKTN })).to.deep.equal(expected());
  });

  it("may hold the provider and constructs of CDKTF in an app of CDK Terrain", () => {
    expect(synthesized({ frame: TERRAIN, ...CDKTF })).to.deep.equal(expected());
  });

  it("may hold the provider and constructs of CDK Terrain in an app of CDKTF", () => {
    expect(synthesized({ frame: cdktf, ...CDKTN })).to.deep.equal(expected());
  });

  it("may hold constructs of the one with the provider of the other", () => {
    expect(synthesized({ frame: TERRAIN, Provider: CDKTF.Provider, hubs: CDKTN.hubs })).to.deep.equal(expected());
  });

  it("have the same components", () => {
    expect(Object.keys(ofCdktn).sort()).to.deep.equal(Object.keys(ofCdktf).sort());
  });
});
