import { expect } from "chai";
import { commandsOf, COPY_CALLS, CUTOVER_CALLS, DELETE_CALLS, PLAN_CALLS } from "../../../../cli/migrate/aws-calls";
import { clientsOf } from "../../../../cli/migrate/clients";
import type { MigrationPlan } from "../../../../cli/migrate/migration-plan";
import type { PlanQuestion } from "../../../../cli/migrate/plan/plan-migration";
import { planMigration } from "../../../../cli/migrate/plan/plan-migration";
import { planReport } from "../../../../cli/migrate/plan/plan-report";
import { planText } from "../../../../cli/migrate/plan/plan-text";
import { checkedPlan } from "../../../../cli/migrate/plan/read-plan";
import { DeleteRepositoryCommand } from "@aws-sdk/client-ecr";
import { refusalOfPromise } from "../../../support/thrown";
import { expectFile } from "../expected-file";
import type { FakeOperations } from "../fake-aws";
import { fakeAws } from "../fake-aws";
import * as samples from "../sample-registry";

const { KEY, SOURCE } = samples;
const now = (): Date => new Date("2026-02-01T08:00:00Z");

async function planned(operations: FakeOperations, asked: Partial<PlanQuestion> = {}): Promise<MigrationPlan> {
  return planMigration(fakeAws(operations).sessions, { repository: "orders", key: KEY, ...asked }, { now });
}

async function refusal(operations: FakeOperations, asked: Partial<PlanQuestion> = {}): Promise<string> {
  return (await refusalOfPromise(planned(operations, asked))).message;
}

describe("migrate plan", () => {
  it("plans a repository in which much is to be carried over", async () => {
    const plan = await planned(samples.fullRegistry(samples.sampleImages()));
    expectFile("plan-file.txt", planText({ ...plan, madeBy: "ecr-kms-cli" }));
    expect(checkedPlan(JSON.parse(planText(plan)), "plan.json")).to.deep.equal(plan);
  });

  it("shows it for a person", async () => {
    const plan = await planned(samples.fullRegistry(samples.sampleImages()));
    expectFile("plan.txt", planReport(plan, { columns: 100, colors: false }));
  });

  it("gives the same bytes in whatever order AWS lists", async () => {
    const images = samples.sampleImages();
    const inOrder = samples.fullRegistry(images);
    const list = inOrder["DescribeImages"]?.({} as never) as { imageDetails: readonly object[] };
    const turned = { ...inOrder, DescribeImages: () => ({ imageDetails: [...list.imageDetails].reverse() }) };
    expect(planText(await planned(turned))).to.equal(planText(await planned(inOrder)));
  });

  it("reads all pages, and manifests in hundreds", async () => {
    const images = Array.from({ length: 2345 }, (_, at) =>
      samples.sample(samples.image(`image ${at}`, ["base", `layer ${at}`]), `build-${at}`),
    );
    const all = samples.sampleRegistry(images);
    const { imageDetails } = all["DescribeImages"]?.({} as never) as { imageDetails: readonly object[] };
    const { sessions, calls } = fakeAws({
      ...all,
      DescribeImages: ({
        maxResults,
        nextToken,
        filter,
      }: {
        maxResults: number;
        nextToken?: string;
        filter: object;
      }) => {
        expect(filter).to.deep.equal({ imageStatus: "ANY" });
        const from = Number(nextToken ?? 0);
        const next = from + maxResults;
        return {
          imageDetails: imageDetails.slice(from, next),
          ...(next < imageDetails.length ? { nextToken: String(next) } : {}),
        };
      },
    });
    const { manifests, totals } = await planMigration(sessions, { repository: "orders", key: KEY });
    expect(totals).to.deep.equal({ manifests: 2345, tags: 2345, bytes: 2_345_000 + 2_346_000_000, blobs: 4691 });
    expect(manifests.map(({ tags }) => tags[0])).to.deep.equal(images.map((_, at) => `build-${at}`));
    const sizes = calls.flatMap(({ operation, input }) =>
      operation === "BatchGetImage" ? [(input as { imageIds: unknown[] }).imageIds.length] : [],
    );
    expect(calls.filter(({ operation }) => operation === "DescribeImages")).to.have.length(3);
    expect(Math.max(...sizes)).to.equal(100);
    expect(sizes.length).to.equal(24);
  });

  it("refuses a list of images that AWS does not end", async () => {
    const all = samples.fullRegistry(samples.sampleImages());
    const { imageDetails } = all["DescribeImages"]?.({} as never) as { imageDetails: readonly object[] };
    const endless = { ...all, DescribeImages: () => ({ imageDetails, nextToken: "same" }) };
    expect(await refusal(endless)).to.equal(
      "repository orders: AWS does not end the list of ecr:DescribeImages: it gave a token for the next page that it had given before\n" +
        "  run it again; where it stays, check the proxy, and AWS_ENDPOINT_URL where it is set",
    );
  });

  it("says nothing about rules whose list AWS does not end", async () => {
    const endless = { pullThroughCacheRules: [], repositoryCreationTemplates: [], nextToken: "same" };
    const plan = await planned(
      samples.sampleRegistry([], {
        DescribePullThroughCacheRules: () => endless,
        DescribeRepositoryCreationTemplates: () => endless,
      }),
    );
    expect(plan.warnings.slice(1)).to.deep.equal(
      [
        ["Pull-through cache rules", "ecr:DescribePullThroughCacheRules"],
        ["Repository creation templates", "ecr:DescribeRepositoryCreationTemplates"],
      ].map(
        ([what, call]) =>
          `${what} were not looked at, so that nothing is said about them: AWS does not end the list of ${call}: it gave a token for the next page that it had given before`,
      ),
    );
  });

  it("takes the ARN of a repository in another Region, and a name for the new one", async () => {
    const key = KEY.replace("us-east-1", "eu-west-1");
    const arn = SOURCE.replace("us-east-1", "eu-west-1");
    const plan = await planned(
      samples.sampleRegistry([], { DescribeKey: () => ({ KeyMetadata: samples.usableKey({ Arn: key }) }) }),
      { repository: arn, key, to: "encrypted/orders" },
    );
    expect([plan.source.region, plan.destination.region, plan.destination.name]).to.deep.equal([
      "eu-west-1",
      "eu-west-1",
      "encrypted/orders",
    ]);
    expect(plan.warnings).to.deep.equal(["orders holds no image that can be copied."]);
  });

  it("says which rules could not be looked at, and goes on", async () => {
    const denied = (): object => ({ error: "AccessDeniedException", message: "not allowed" });
    const plan = await planned(
      samples.sampleRegistry([], { DescribeRegistry: denied, DescribePullThroughCacheRules: denied }),
    );
    expect(plan.warnings.slice(1)).to.deep.equal([
      "Replication rules were not looked at, so that nothing is said about them: ecr:DescribeRegistry is denied (with profile hub): not allowed",
      "Pull-through cache rules were not looked at, so that nothing is said about them: ecr:DescribePullThroughCacheRules is denied (with profile hub): not allowed",
    ]);
  });

  it("warns of what cannot be copied", async () => {
    const gone = samples.sample(samples.image("gone", ["gone"]));
    const broken = samples.sample(samples.index(gone), "broken");
    const archived = samples.sample(samples.image("archived", ["a"]), "2019");
    const orphan = samples.signature(samples.digestOf("deleted long ago"));
    const all = samples.sampleRegistry([broken, archived, orphan]);
    const { imageDetails } = all["DescribeImages"]?.({} as never) as {
      imageDetails: readonly { imageDigest: string }[];
    };
    const details = imageDetails.map((each) =>
      each.imageDigest === archived.digest ? { ...each, imageStatus: "ARCHIVED" } : each,
    );
    const plan = await planned({ ...all, DescribeImages: () => ({ imageDetails: details }) });
    expect(plan.manifests.map(({ digest }) => digest)).to.deep.equal([broken.digest, orphan.digest]);
    expect(plan.warnings).to.have.length(3);
    expect(plan.warnings[0])
      .to.include(`2019 (${archived.digest.slice(0, 19)}) is ARCHIVED`)
      .and.to.include("Restore each");
    expect(plan.warnings[1]).to.include(`refers to ${gone.digest}, which the repository no longer has`);
    expect(plan.warnings[2]).to.include("about a manifest that the repository no longer has");
  });

  it("does not believe a tag that makes a circle: the index stays behind its images", async () => {
    const child = samples.sample(samples.image("child", ["child"]));
    const list = samples.sample(samples.index(child), "1.0");
    const about = { ...child, tags: [`${list.digest.replace(":", "-")}.sig`] };
    const plan = await planned(samples.sampleRegistry([list, about]));
    expect(plan.manifests.map(({ digest }) => digest)).to.deep.equal([child.digest, list.digest]);
    expect(plan.manifests[0]).not.to.have.property("subject");
    expect(plan.warnings).to.have.length(1);
    expect(plan.warnings[0]).to.include("what the tag says does not count for the order");
  });

  it("uses a destination that exists with this key, and says what is in it", async () => {
    const images = samples.sampleImages();
    const all = samples.sampleRegistry(images);
    const other = { imageDigest: samples.digestOf("other"), imageTags: ["latest"] };
    const plan = await planned({
      ...all,
      DescribeRepositories: ({ repositoryNames }: { repositoryNames: readonly string[] }) => ({
        repositories: [
          samples.describedRepository(
            repositoryNames[0] ?? "",
            repositoryNames[0] === "orders" ? { encryptionType: "AES256" } : { encryptionType: "KMS", kmsKey: KEY },
          ),
        ],
      }),
      DescribeImages: (input: { repositoryName: string }) =>
        input.repositoryName === "orders"
          ? all["DescribeImages"]?.({} as never)
          : { imageDetails: [{ imageDigest: images[0]?.digest }, other] },
    });
    expect(plan.warnings.slice(0, 2)).to.deep.equal([
      "orders-kms exists already, with this key. It holds 2 images, 1 of them planned here.",
      "orders-kms has tags that point elsewhere than in the source: latest. Decide which is right before you copy.",
    ]);
  });

  for (const [here, there, type, warns] of [
    ["KMS", "KMS_DSSE", "KMS_DSSE", false],
    ["KMS_DSSE", "KMS", "KMS", true],
  ] as const) {
    it(`plans a destination that exists with ${there} as it is, for a source with ${here}`, async () => {
      const plan = await planned({
        ...samples.sampleRegistry([]),
        DescribeRepositories: ({ repositoryNames: [name = ""] }: { repositoryNames: readonly string[] }) => ({
          repositories: [
            samples.describedRepository(name, {
              encryptionType: name === "orders" ? here : there,
              kmsKey: name === "orders" ? `${KEY}0` : KEY,
            }),
          ],
        }),
      });
      expect(plan.destination.encryption.type).to.equal(type);
      expect(plan.warnings.some((warning) => warning.includes("the source has two (KMS_DSSE)"))).to.equal(warns);
    });
  }

  const key = (others: object): FakeOperations =>
    samples.sampleRegistry([], { DescribeKey: () => ({ KeyMetadata: samples.usableKey(others) }) });
  const REFUSALS: readonly {
    readonly name: string;
    readonly operations: FakeOperations;
    readonly asked?: Partial<PlanQuestion>;
    readonly says: readonly string[];
  }[] = [
    {
      name: "a repository that does not exist",
      operations: samples.sampleRegistry([]),
      asked: { repository: "order" },
      says: ["repository order: does not exist in account 123456789012 in us-east-1"],
    },
    {
      name: "a repository of an account without credentials",
      operations: {},
      asked: { repository: SOURCE.replace("123456789012", "222222222222") },
      says: ["is in account 222222222222, and profile hub belongs to account 123456789012", "`also`"],
    },
    {
      name: "the address of an image",
      operations: {},
      asked: { repository: "123456789012.dkr.ecr.us-east-1.amazonaws.com/orders:1.0" },
      says: ["is the address of an image", "without tag and digest: orders"],
    },
    { name: "its own name", operations: {}, asked: { to: "orders" }, says: ["to orders: is the name of the source"] },
    {
      name: "a name that ECR does not take",
      operations: {},
      asked: { to: "Orders" },
      says: ["to Orders: is not a repository name"],
    },
    {
      name: "a key in another Region",
      operations: samples.sampleRegistry([]),
      asked: { key: KEY.replace("us-east-1", "eu-west-1") },
      says: ["is in eu-west-1, and the repository is in us-east-1"],
    },
    {
      name: "an alias, with the ARN that it stands for",
      operations: samples.sampleRegistry([]),
      asked: { key: "alias/images" },
      says: [`key alias/images: is an alias; it stands for ${KEY}`, `give ${KEY} with \`key\``],
    },
    {
      name: "an id",
      operations: samples.sampleRegistry([]),
      asked: { key: "1234abcd-12ab-34cd-56ef-1234567890ab" },
      says: [`is a key id; it stands for ${KEY}`],
    },
    {
      name: "a key that does not exist",
      operations: samples.sampleRegistry([], {
        DescribeKey: () => ({ error: "NotFoundException", message: "no key" }),
      }),
      says: [`key ${KEY}: does not exist`],
    },
    { name: "AWS's own key", operations: key({ KeyManager: "AWS" }), says: ["is managed by AWS", "key of your own"] },
    {
      name: "an asymmetric key that is disabled: both at once",
      operations: key({ KeySpec: "RSA_2048", KeyState: "Disabled" }),
      says: ["is RSA_2048 for ENCRYPT_DECRYPT", "its state is Disabled", "aws kms enable-key"],
    },
    {
      name: "a key that will be deleted",
      operations: key({ KeyState: "PendingDeletion", DeletionDate: Date.UTC(2026, 2, 1) / 1000 }),
      says: ["its state is PendingDeletion, and will be deleted on 2026-03-01", "cancel-key-deletion"],
    },
    {
      name: "a repository that has this key already",
      operations: samples.sampleRegistry([], {
        DescribeRepositories: () => ({
          repositories: [samples.describedRepository("orders", { encryptionType: "KMS", kmsKey: KEY })],
        }),
      }),
      says: [`repository orders: is encrypted with ${KEY} already`],
    },
    {
      name: "a destination with another encryption",
      operations: samples.sampleRegistry([], {
        DescribeRepositories: (input: { repositoryNames: readonly string[] }) => ({
          repositories: [samples.describedRepository(input.repositoryNames[0] ?? "", { encryptionType: "AES256" })],
        }),
      }),
      says: [`repository orders-kms: exists already, and is encrypted with AES256 and not with ${KEY}`, "`to`"],
    },
    {
      name: "a policy that may not be read: it would be missing afterwards",
      operations: samples.sampleRegistry([], {
        GetRepositoryPolicy: () => ({ error: "AccessDeniedException", message: "no" }),
      }),
      says: ["ecr:GetRepositoryPolicy is denied (with profile hub)"],
    },
    {
      name: "manifests that ECR does not give",
      operations: samples.sampleRegistry(samples.sampleImages(), {
        BatchGetImage: (input: { imageIds: readonly object[] }) => ({
          images: [],
          failures: input.imageIds.map((imageId) => ({ imageId, failureCode: "KmsError", failureReason: "disabled" })),
        }),
      }),
      says: ["ECR does not give its manifest: KmsError: disabled", "ecr-kms doctor"],
    },
  ];
  for (const { name, operations, asked, says } of REFUSALS) {
    it(`refuses ${name}`, async () => {
      const told = await refusal(operations, asked);
      for (const words of says) expect(told).to.include(words);
    });
  }

  it("asks AWS only what is in its table, and can send nothing else", async () => {
    const { sessions, calls } = fakeAws(samples.fullRegistry(samples.sampleImages()));
    await planMigration(sessions, { repository: "orders", key: KEY });
    const table = PLAN_CALLS.map(({ command }) => command.replace(/Command$/, ""));
    expect([...new Set(calls.map(({ operation }) => operation))].sort()).to.deep.equal([...table].sort());
    for (const name of [...table, ...CUTOVER_CALLS.map(({ command }) => command)]) {
      expect(name).to.match(/^(Describe|Get|List|BatchGet)/);
    }
    const { ecr } = clientsOf(sessions.main, "us-east-1", PLAN_CALLS);
    const sent = await ecr.send(new DeleteRepositoryCommand({ repositoryName: "orders" })).catch(String);
    expect(sent).to.include("DeleteRepositoryCommand is not among what this may ask AWS for");
    expect(calls.map(({ operation }) => operation)).not.to.include("DeleteRepository");
    expect(commandsOf(DELETE_CALLS, "ecr")).to.deep.equal(["BatchDeleteImageCommand", "DeleteRepositoryCommand"]);
    expect(COPY_CALLS.map(({ action }) => action).filter((action) => action.includes("Delete"))).to.deep.equal([]);
  });
});
