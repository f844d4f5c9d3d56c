import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { RegistryTopology } from "ecr-kms";
import { RegistryHub } from "ecr-kms/pulumi";

const topology: RegistryTopology = {
  region: "us-east-1",
  registryAccountId: "123456789012",
  repositories: { orders: { push: ["arn:aws:iam::123456789012:role/ci"], pull: ["222222222222"] } },
};
const provider = new aws.Provider("hub", { region: "us-east-1" });
const hub = new RegistryHub("hub", { topology }, { provider });

export const uri: pulumi.Output<string> = hub.repositories["orders"]!.repositoryUrl;
hub.keyArn.apply((arn) => {
  console.log(arn);
});
