/**
 * One repository with a key of its own. The registry account pushes and pulls, one other account pulls.
 */
import * as aws from "@pulumi/aws";
import { EncryptedRepository } from "ecr-kms/pulumi";
import { repository } from "../topology";

const provider = inAccount("registry", repository.registryAccountId);
const made = new EncryptedRepository("my-app", repository, { provider });

export const repositoryUrl = made.repositoryUrl;
export const keyArn = made.keyArn;

/** A provider whose resources are made in one account. */
function inAccount(name: string, accountId: string): aws.Provider {
  return new aws.Provider(name, {
    region: repository.region,
    assumeRoles: [{ roleArn: `arn:aws:iam::${accountId}:role/OrganizationAccountAccessRole` }],
  });
}
