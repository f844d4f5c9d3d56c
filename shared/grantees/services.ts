import { PULL_ACTIONS } from "../aws/actions";

/** An AWS service that reads or writes images as itself, and not through a role of its customer. */
export interface ServiceGrantee {
  /** The service's principal in a policy. */
  readonly principal: string;
  /** The service in a Sid. */
  readonly sid: string;
  /** The kind of resource on whose behalf it acts: how the last part of the ARN begins. */
  readonly resource: string;
  /** What it needs to pull. */
  readonly pullActions: readonly string[];
  /** Whether AWS documents `aws:SourceAccount` for it in addition to `aws:SourceArn`. */
  readonly sendsSourceAccount: boolean;
}

/**
 * The services that AWS documents as principals of a repository policy, by the service part of their ARNs. Lambda is
 * not among them: it needs statements of its own (`RepositoryAccess.lambda`).
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policy-examples.html (AWS CodeBuild)
 * @see https://docs.aws.amazon.com/emr/latest/EMR-Serverless-UserGuide/application-custom-image.html
 */
export const SERVICE_GRANTEES: Readonly<Record<string, ServiceGrantee>> = Object.freeze({
  codebuild: {
    principal: "codebuild.amazonaws.com",
    sid: "CodeBuild",
    resource: "project/",
    pullActions: PULL_ACTIONS,
    sendsSourceAccount: true,
  },
  "emr-serverless": {
    principal: "emr-serverless.amazonaws.com",
    sid: "EmrServerless",
    resource: "/applications/",
    pullActions: Object.freeze(["ecr:BatchGetImage", "ecr:DescribeImages", "ecr:GetDownloadUrlForLayer"]),
    sendsSourceAccount: false,
  },
});

/** The services by the names that stand in their ARNs, for messages. */
export const SERVICE_NAMES = Object.keys(SERVICE_GRANTEES).join(", ");
