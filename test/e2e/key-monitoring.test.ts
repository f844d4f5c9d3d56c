import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import type { App } from "cdktf";
import { TerraformStack } from "cdktf";
import { expect } from "chai";
import { KeyMonitoring, RepositoryKey } from "../../cdktf";
import { matchesEvent, messageOf, type EventPart } from "../support/event-matcher";
import { deployableStacks, synthesize, type DeployableStack } from "../support/deployment";
import { emulatedRequest } from "../support/emulated-request";
import { apiCall, kmsEvent } from "../support/sample-events";
import { sharedEmulator } from "../support/shared-emulator";
import { planMonitoring } from "../../shared";

const ACCOUNT = "123456789012";
const topology = { region: "us-east-1", registryAccountId: ACCOUNT, repositories: { "my-app": {} } };
const watched = { region: "us-east-1", accountId: ACCOUNT, repositories: ["my-app", "team/*"] };
const QUEUE = `arn:aws:sqs:us-east-1:${ACCOUNT}:messages`;

/** The monitoring of a key as one would deploy it. */
function build(app: App): void {
  const stack = new TerraformStack(app, "monitoring");
  new AwsProvider(stack, "aws", {
    region: "us-east-1",
    assumeRole: [{ roleArn: `arn:aws:iam::${ACCOUNT}:role/OrganizationAccountAccessRole` }],
  });
  const key = new RepositoryKey(stack, "key", { topology });
  new KeyMonitoring(stack, "monitoring", { ...watched, keyArn: key.keyArn });
}

/** The same rules with a queue as their target: the emulator has topics, but sends no events to them. */
function buildWithQueue(app: App, keyArn: string): void {
  const stack = new TerraformStack(app, "queue");
  new AwsProvider(stack, "aws", {
    region: "us-east-1",
    assumeRole: [{ roleArn: `arn:aws:iam::${ACCOUNT}:role/OrganizationAccountAccessRole` }],
  });
  new SqsQueue(stack, "messages", { name: "messages" });
  new KeyMonitoring(stack, "monitoring", {
    ...watched,
    keyArn,
    topicArn: `arn:aws:sns:us-east-1:${ACCOUNT}:unused`,
    transform: { target: { arn: QUEUE } },
  });
}

describe("KeyMonitoring with Terraform", function () {
  let work: string;
  let endpoint: string;
  let reset: () => Promise<void>;
  let deploy: (name: string, program: (app: App) => void) => Promise<DeployableStack>;

  before(async function () {
    const { emulator, mirror } = await sharedEmulator(this);
    ({ endpoint } = emulator);
    reset = () => emulator.reset();
    await reset();
    work = mkdtempSync(join(tmpdir(), "ecr-kms-monitoring-"));
    deploy = async (name, program) => {
      const synthesized = join(work, name, "synthesized");
      synthesize(program, synthesized);
      const [stack] = deployableStacks({ synthesized, work: join(work, name), endpoint, mirror });
      if (!stack) throw new Error(`${name} has no stack`);
      await stack.terraform.init();
      await stack.terraform.validate();
      await stack.terraform.apply();
      return stack;
    };
  });

  after(() => {
    if (work) rmSync(work, { recursive: true, force: true });
  });

  it("deploys key, topic, rules, targets and alarms, and has nothing left to change", async () => {
    const { terraform } = await deploy("topic", build);
    expect(await terraform.hasChanges()).to.equal(false);
  });

  // The emulator does not look into lists of objects, so it cannot match `detail.resources.ARN`: calls to KMS are not sent here.
  describe("sends", () => {
    const KEY_ARN = `arn:aws:kms:us-east-1:${ACCOUNT}:key/12345678-1234-1234-1234-123456789012`;
    const { rules } = planMonitoring({ ...watched, keyArn: KEY_ARN });

    before(async () => {
      await reset();
      const { terraform } = await deploy("queue", (app) => {
        buildWithQueue(app, KEY_ARN);
      });
      expect(await terraform.hasChanges()).to.equal(false);
    });

    const repository = (repositoryName: string) => ({ requestParameters: { repositoryName } });
    const events: readonly (readonly [title: string, event: EventPart, messages: number])[] = [
      ["a rotation of the key", kmsEvent("KMS CMK Rotation", KEY_ARN), 1],
      ["a deletion of the key", kmsEvent("KMS CMK Deletion", KEY_ARN), 1],
      ["a deletion of another key", kmsEvent("KMS CMK Deletion", KEY_ARN.replace("key/1", "key/2")), 0],
      ["SetRepositoryPolicy", apiCall("ecr", "SetRepositoryPolicy", repository("my-app")), 1],
      ["DeleteRepository below a prefix", apiCall("ecr", "DeleteRepository", repository("team/web")), 1],
      ["DeleteRepository elsewhere", apiCall("ecr", "DeleteRepository", repository("my-app-2")), 0],
      ["PutImage", apiCall("ecr", "PutImage", repository("my-app")), 0],
      ["PutRegistryPolicy", apiCall("ecr", "PutRegistryPolicy"), 1],
    ];
    for (const [title, event, messages] of events) {
      it(`${title}: ${messages === 0 ? "no message" : "the planned message"}`, async () => {
        const receivers = rules.filter(({ pattern }) => matchesEvent(pattern, event));
        expect(receivers).to.have.length(messages);
        await putEvent(endpoint, event);
        expect((await receiveMessages(endpoint)).map(withoutIdentity)).to.deep.equal(
          receivers.map((rule) => withoutIdentity(messageOf(rule, event))),
        );
      });
    }
  });
});

/** Without what the emulator makes anew for an event that is put, its id and its time; a variable without a value it leaves as it is. */
function withoutIdentity(message: string): string {
  return message
    .replace(/ at .*?( by |\. )/, " at TIME$1")
    .replace(/Event [0-9a-f-]{36}/, "Event ID")
    .replace("<error>", "");
}

async function putEvent(endpoint: string, event: EventPart): Promise<void> {
  const entry = {
    Source: event["source"],
    DetailType: event["detail-type"],
    Detail: JSON.stringify(event["detail"]),
    Resources: event["resources"],
  };
  await emulatedRequest(endpoint, { service: "events", target: "AWSEvents.PutEvents", body: { Entries: [entry] } });
}

/** Takes all messages from the queue. */
async function receiveMessages(endpoint: string): Promise<readonly string[]> {
  const QueueUrl = `${endpoint}/${ACCOUNT}/messages`;
  const { Messages = [] } = (await emulatedRequest(endpoint, {
    service: "sqs",
    target: "AmazonSQS.ReceiveMessage",
    body: { QueueUrl, MaxNumberOfMessages: 10 },
  })) as { Messages?: readonly { readonly Body: string }[] };
  await emulatedRequest(endpoint, { service: "sqs", target: "AmazonSQS.PurgeQueue", body: { QueueUrl } });
  return Messages.map(({ Body }) => JSON.parse(Body) as string);
}
