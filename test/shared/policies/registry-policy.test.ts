import { replicationStatement } from "../../../shared";
import { expectSame } from "../fixtures";

const DESTINATION = { partition: "aws", region: "eu-west-1", registryAccountId: "222222222222" } as const;

describe("replicationStatement", () => {
  it("lets a source account replicate into namespaces and make repositories below them", () => {
    expectSame(
      replicationStatement(DESTINATION, {
        sourceAccountId: "123456789012",
        repositories: ["team/"],
        createRepositories: true,
      }),
      {
        Sid: "AllowReplication",
        Effect: "Allow",
        Principal: { AWS: ["arn:aws:iam::123456789012:root"] },
        Action: ["ecr:CreateRepository", "ecr:ReplicateImage"],
        Resource: ["arn:aws:ecr:eu-west-1:222222222222:repository/team/*"],
      },
    );
  });

  it("lets it fill repositories that exist, and nothing beside them", () => {
    expectSame(
      replicationStatement(
        { ...DESTINATION, partition: "aws-cn", region: "cn-north-1" },
        { sourceAccountId: "123456789012", repositories: ["orders", "team/web"], createRepositories: false },
      ),
      {
        Sid: "AllowReplication",
        Effect: "Allow",
        Principal: { AWS: ["arn:aws-cn:iam::123456789012:root"] },
        Action: ["ecr:ReplicateImage"],
        Resource: [
          "arn:aws-cn:ecr:cn-north-1:222222222222:repository/orders",
          "arn:aws-cn:ecr:cn-north-1:222222222222:repository/team/web",
        ],
      },
    );
  });
});
