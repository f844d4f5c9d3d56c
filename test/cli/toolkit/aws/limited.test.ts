import { DescribeRepositoriesCommand, DeleteRepositoryCommand, ECRClient } from "@aws-sdk/client-ecr";
import { KMSClient, paginateListGrants } from "@aws-sdk/client-kms";
import { expect } from "chai";
import { limited } from "../../../../cli/toolkit/aws/limited";
import type { FakeAws } from "./fake-aws";
import { fakeSession, startFakeAws } from "./fake-aws";

describe("a limited client", () => {
  let aws: FakeAws;

  before(async () => {
    aws = await startFakeAws(() => ({ body: { repositories: [] } }));
  });

  after(async () => {
    await aws.stop();
  });

  it("sends what is named and nothing else leaves the machine", async () => {
    const { config } = fakeSession(aws.endpoint, "111111111111");
    const ecr = limited(new ECRClient(config), ["DescribeRepositoriesCommand"]);
    await ecr.send(new DescribeRepositoriesCommand({}));
    const refused: unknown = await ecr
      .send(new DeleteRepositoryCommand({ repositoryName: "orders", force: true }))
      .catch((error: unknown) => error);
    expect(String(refused)).to.equal("Error: DeleteRepositoryCommand is not among what this may ask AWS for");
    expect(aws.asked.map(({ call }) => call)).to.deep.equal(["ecr:DescribeRepositories"]);
  });

  it("stops what pages through answers as well", async () => {
    const { config } = fakeSession(aws.endpoint, "111111111111");
    const pages = paginateListGrants({ client: limited(new KMSClient(config), []) }, { KeyId: "k" });
    const refused: unknown = await pages.next().catch((error: unknown) => error);
    expect(String(refused)).to.equal("Error: ListGrantsCommand is not among what this may ask AWS for");
  });
});
