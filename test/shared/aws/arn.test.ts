import { expect } from "chai";
import { parseArn } from "../../../shared/internal";

describe("the parts of an ARN", () => {
  it("are what stands between the colons", () => {
    expect(parseArn("arn:aws-cn:ecr:cn-north-1:111111111111:repository/team/app")).to.deep.equal({
      partition: "aws-cn",
      service: "ecr",
      region: "cn-north-1",
      accountId: "111111111111",
      resource: "repository/team/app",
      resourceType: "repository",
      resourceId: "team/app",
    });
  });

  it("keep the colons of the resource", () => {
    const { resource, resourceType, resourceId } =
      parseArn("arn:aws:lambda:eu-central-1:111111111111:function:resize:prod") ?? {};
    expect({ resource, resourceType, resourceId }).to.deep.equal({
      resource: "function:resize:prod",
      resourceType: "function",
      resourceId: "resize:prod",
    });
  });

  it("have no type where the resource has none", () => {
    const { resourceType, resourceId } = parseArn("arn:aws:iam::111111111111:root") ?? {};
    expect({ resourceType, resourceId }).to.deep.equal({ resourceType: "", resourceId: "root" });
    expect(parseArn("arn:aws:sns:eu-central-1:111111111111:alarms")?.resourceId).to.equal("alarms");
  });

  it("are those of a pattern too", () => {
    expect(parseArn("arn:*:iam::*:role/ci-*")).to.include({ partition: "*", accountId: "*", resourceId: "ci-*" });
  });

  it("are not found in what is no ARN", () => {
    for (const text of ["", "arn", "arn:aws:iam", "arn:aws:iam::111111111111", "111111111111", "ARN:aws:iam::1:root"])
      expect(parseArn(text), text).to.equal(undefined);
  });
});
