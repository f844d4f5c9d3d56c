import { expect } from "chai";
import { MONITORED_EVENTS } from "../../shared/plans";
import { partitionOf, planMonitoring, repositoryArn } from "../../shared";
import { HUB, KEY_ARN } from "./fixtures";

describe("values that the core gives to its users", () => {
  it("write the ARN of a repository", () => {
    const china = { partition: "aws-cn", region: "cn-north-1", registryAccountId: HUB } as const;
    expect(repositoryArn(china, "team/my-app")).to.equal(
      "arn:aws-cn:ecr:cn-north-1:123456789012:repository/team/my-app",
    );
  });

  it("say to which partition a Region belongs", () => {
    const partitions = ["eu-central-1", "cn-north-1", "us-gov-west-1"].map(partitionOf);
    expect(partitions).to.deep.equal(["aws", "aws-cn", "aws-us-gov"]);
  });

  it("name every group of events that a KeyMonitoring can leave out", () => {
    const config = { region: "us-east-1", accountId: HUB, keyArn: KEY_ARN, repositories: ["*"] };
    const all = planMonitoring(config).rules.map(({ id }) => id);
    const leftOut = MONITORED_EVENTS.flatMap((event) => {
      const rest = planMonitoring({ ...config, events: { [event]: false } }).rules.map(({ id }) => id);
      return all.filter((id) => !rest.includes(id));
    });
    expect(leftOut).to.deep.equal(all);
  });
});
