import * as pulumi from "@pulumi/pulumi";
import { EncryptedRepository, SpokeAccess } from "ecr-kms/pulumi";

const made = new EncryptedRepository("orders", {
  region: "us-east-1",
  registryAccountId: "123456789012",
  repositoryName: "orders",
  pull: ["arn:aws:iam::222222222222:role/node"],
});
new SpokeAccess("spoke", {
  accountId: "222222222222",
  topology: {
    region: "us-east-1",
    registryAccountId: "123456789012",
    repositories: { orders: { pull: ["arn:aws:iam::222222222222:role/node"] } },
  },
});

export const keyArn: pulumi.Output<string> = made.keyArn;
