import { expect } from "chai";
import type { DeleteQuestion } from "../../../../cli/migrate/cutover/delete-source";
import { deleteSource } from "../../../../cli/migrate/cutover/delete-source";
import type { MigrationPlan } from "../../../../cli/migrate/migration-plan";
import { checkCutover } from "../../../../cli/migrate/cutover/check-cutover";
import { planMigration } from "../../../../cli/migrate/plan/plan-migration";
import { refusalOfPromise } from "../../../support/thrown";
import type { FakeOperations } from "../fake-aws";
import { fakeAws } from "../fake-aws";
import type { SampleImage } from "../sample-registry";
import {
  describedRepository,
  image,
  KEY,
  sample,
  sampleImages,
  sampleRegistry,
  SOURCE,
  usableKey,
} from "../sample-registry";

const NOW = new Date("2026-03-01T00:00:00Z");
const days = (ago: number): number => NOW.getTime() / 1000 - ago * 24 * 60 * 60;

/** Two repositories of these images: `there` are those of the destination. */
function registry(here: readonly SampleImage[], there: readonly SampleImage[], others: object = {}): FakeOperations {
  const source = sampleRegistry(here);
  const destination = sampleRegistry(there);
  return {
    ...source,
    DescribeRepositories: ({ repositoryNames: [name = ""] }: { repositoryNames: readonly string[] }) => ({
      repositories: [
        describedRepository(
          name,
          name === "orders" ? { encryptionType: "AES256" } : { encryptionType: "KMS", kmsKey: KEY },
        ),
      ],
    }),
    DescribeImages: (input: { repositoryName: string }) =>
      (input.repositoryName === "orders" ? source : destination)["DescribeImages"]?.({} as never),
    BatchDeleteImage: ({ imageIds }: { imageIds: readonly object[] }) => ({ imageIds, failures: [] }),
    DeleteRepository: () => ({ repository: describedRepository("orders", { encryptionType: "AES256" }) }),
    ...others,
  };
}

describe("deleting the source", () => {
  const images = sampleImages();
  const pulled = (ago: number): object => ({
    DescribeImages: () => ({
      imageDetails: (
        sampleRegistry(images)["DescribeImages"]?.({} as never) as { imageDetails: object[] }
      ).imageDetails.map((each) => ({ ...each, lastRecordedPullTime: days(ago) })),
    }),
  });
  let plan: MigrationPlan;

  before(async () => {
    plan = await planMigration(fakeAws(sampleRegistry(images)).sessions, { repository: "orders", key: KEY });
  });

  async function asked(
    operations: FakeOperations,
    question: Partial<DeleteQuestion> = {},
  ): Promise<{ readonly refusals: readonly string[]; readonly deletions: readonly object[] }> {
    const { sessions, calls } = fakeAws(operations);
    const answer = await deleteSource(sessions, plan, { confirm: SOURCE, ...question }, { now: () => NOW });
    const deletions = calls.filter(({ operation }) => operation === "DeleteRepository").map(({ input }) => input);
    const deletedImages = calls.filter(({ operation }) => operation === "BatchDeleteImage");
    expect(answer.deleted).to.equal(deletedImages.length > 0);
    expect(answer.deleted).to.equal(deletions.length > 0);
    return { refusals: answer.refusals, deletions };
  }

  it("deletes it when everything is in its place, and nothing else", async () => {
    const { refusals, deletions } = await asked(registry(images, images));
    expect(refusals).to.deep.equal([]);
    expect(deletions).to.deep.equal([{ registryId: "123456789012", repositoryName: "orders" }]);
  });

  it("deletes it when the last pull is older than a week", async () => {
    expect((await asked(registry(images, images, pulled(7.1)))).deletions).to.have.length(1);
  });

  it("deletes it in spite of recent pulls when they shall be ignored", async () => {
    expect((await asked(registry(images, images, pulled(1)), { ignoreRecentPulls: true })).deletions).to.have.length(1);
  });

  const extra = sample(image("new", ["new"]), "2.0");
  const UNSAFE: readonly [string, FakeOperations, Partial<DeleteQuestion>, string][] = [
    [
      "another ARN is confirmed",
      registry(images, images),
      { confirm: `${SOURCE}-kms` },
      "is not the ARN of the source",
    ],
    ["only its name is confirmed", registry(images, images), { confirm: "orders" }, "is not the ARN of the source"],
    ["something was pushed to it", registry([...images, extra], images), {}, "2 differences"],
    ["something was pushed to both", registry([...images, extra], [...images, extra]), {}, "2 differences"],
    ["an image was deleted from it", registry(images.slice(1), images), {}, "1 difference"],
    ["an image is missing in the destination", registry(images, images.slice(0, -1)), {}, "1 difference"],
    [
      "a tag is missing in the destination",
      registry(
        images,
        images.map((each) => ({ ...each, tags: [] })),
      ),
      {},
      "3 differences",
    ],
    [
      "images were pulled lately",
      registry(images, images, pulled(6.9)),
      {},
      "7 images of it were pulled within 7 days",
    ],
    [
      "the key is disabled",
      registry(images, images, { DescribeKey: () => ({ KeyMetadata: usableKey({ KeyState: "Disabled" }) }) }),
      {},
      "1 difference",
    ],
    [
      "the destination has another key",
      registry(images, images, {
        DescribeRepositories: ({ repositoryNames: [name = ""] }: { repositoryNames: readonly string[] }) => ({
          repositories: [describedRepository(name, { encryptionType: "AES256" })],
        }),
      }),
      {},
      "1 difference",
    ],
    [
      "the destination is gone",
      registry(images, images, {
        DescribeRepositories: ({ repositoryNames: [name = ""] }: { repositoryNames: readonly string[] }) =>
          name === "orders"
            ? { repositories: [describedRepository(name, { encryptionType: "AES256" })] }
            : { error: "RepositoryNotFoundException", message: "gone" },
      }),
      {},
      "1 difference",
    ],
  ];
  for (const [name, operations, question, says] of UNSAFE) {
    it(`refuses when ${name}`, async () => {
      const { refusals, deletions } = await asked(operations, question);
      expect(deletions).to.deep.equal([]);
      expect(refusals.join("\n")).to.include(says);
    });
  }

  const notEmpty = (): object => ({ error: "RepositoryNotEmptyException", message: "has images" });

  it("deletes the planned images by digest alone, what refers to others first, and the repository without force", async () => {
    const { sessions, calls } = fakeAws(registry(images, images));
    await deleteSource(sessions, plan, { confirm: SOURCE }, { now: () => NOW });
    expect(calls.slice(-2)).to.deep.equal([
      {
        operation: "BatchDeleteImage",
        input: {
          registryId: "123456789012",
          repositoryName: "orders",
          imageIds: plan.manifests.map(({ digest }) => ({ imageDigest: digest })).reverse(),
        },
      },
      { operation: "DeleteRepository", input: { registryId: "123456789012", repositoryName: "orders" } },
    ]);
  });

  it("keeps an image that is pushed after the check, and says so", async () => {
    const { sessions } = fakeAws(registry(images, images, { DeleteRepository: notEmpty }));
    const told = await refusalOfPromise(deleteSource(sessions, plan, { confirm: SOURCE }, { now: () => NOW }));
    expect(told.message)
      .to.include("repository orders: is still there: something was pushed to it after the check, and is still there")
      .and.to.include("make the plan again with `key` and `to` as before");
  });

  it("asks again for what something referred to, and leaves the repository when ECR goes on refusing", async () => {
    const first = plan.manifests[0]?.digest ?? "";
    const refuses = (times: number): FakeOperations => {
      let left = times;
      const failure = { imageId: { imageDigest: first }, failureCode: "ImageReferencedByManifestList" };
      return registry(images, images, {
        BatchDeleteImage: () =>
          left-- > 0 ? { failures: [failure] } : { failures: [{ failureCode: "ImageNotFound" }] },
      });
    };
    expect((await asked(refuses(1))).deletions).to.have.length(1);
    const { sessions, calls } = fakeAws(refuses(9));
    const told = await refusalOfPromise(deleteSource(sessions, plan, { confirm: SOURCE }, { now: () => NOW }));
    expect(told.message).to.include(`has not deleted 1 image: ImageReferencedByManifestList of ${first}`);
    expect(calls.map(({ operation }) => operation)).not.to.include("DeleteRepository");
  });

  it("refuses a plan that names the source as its destination, before AWS is asked for anything", async () => {
    const { source } = plan;
    const self = {
      ...plan,
      destination: {
        ...plan.destination,
        arn: source.arn.replace("arn:aws:", "arn:aws-cn:"),
        name: source.name,
        uri: source.uri,
      },
    };
    const { sessions, calls } = fakeAws(registry(images, images));
    for (const refused of [checkCutover(sessions, self), deleteSource(sessions, self, { confirm: SOURCE })]) {
      expect((await refusalOfPromise(refused)).message).to.include("plan: destination.arn: is the source");
    }
    expect(calls).to.deep.equal([]);
  });

  it("refuses when the destination has the key, and another type of encryption than planned", async () => {
    const { refusals, deletions } = await asked(
      registry(images, images, {
        DescribeRepositories: ({ repositoryNames: [name = ""] }: { repositoryNames: readonly string[] }) => ({
          repositories: [describedRepository(name, { encryptionType: "KMS_DSSE", kmsKey: KEY })],
        }),
      }),
    );
    expect(deletions).to.deep.equal([]);
    expect(refusals.join()).to.include("1 difference");
  });

  it("does not ignore anything but pulls", async () => {
    const { deletions } = await asked(registry([...images, extra], images), { ignoreRecentPulls: true });
    expect(deletions).to.deep.equal([]);
  });
});
