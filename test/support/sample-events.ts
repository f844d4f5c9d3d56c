import type { EventPart } from "./event-matcher";

const ACCOUNT = "123456789012";
const ALICE = {
  type: "IAMUser",
  principalId: "AIDAEXAMPLE",
  arn: `arn:aws:iam::${ACCOUNT}:user/Alice`,
  userName: "Alice",
};

/** The envelope that EventBridge puts around what a service sends. */
function envelope(source: string, detailType: string, resources: readonly string[], detail: EventPart): EventPart {
  return {
    version: "0",
    id: "6a7e8feb-b491-4cf7-a9f1-bf3703467718",
    "detail-type": detailType,
    source,
    account: ACCOUNT,
    time: "2026-11-02T08:01:05Z",
    region: "us-east-1",
    resources,
    detail,
  };
}

/** An event that KMS sends itself. @see https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-kms.html */
export function kmsEvent(detailType: string, keyArn: string): EventPart {
  return envelope("aws.kms", detailType, [keyArn], { "key-id": keyArn.split("/")[1] });
}

/** What tells one call from another. */
export interface SampleCall {
  readonly requestParameters?: EventPart | null;
  /** The ARNs of CloudTrail's `resources`. */
  readonly resources?: readonly string[];
  /** The service that made the call for the user. */
  readonly invokedBy?: string;
  readonly errorCode?: string;
}

/**
 * An API call of a user, in the shape of CloudTrail's records in the KMS and ECR guides.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/understanding-kms-entries.html
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/logging-using-cloudtrail.html
 */
export function apiCall(service: "kms" | "ecr", eventName: string, call: SampleCall = {}): EventPart {
  const { requestParameters = null, resources = [], invokedBy, errorCode } = call;
  return envelope(`aws.${service}`, "AWS API Call via CloudTrail", [], {
    eventVersion: "1.08",
    userIdentity: { ...ALICE, ...(invokedBy === undefined ? {} : { invokedBy }) },
    eventTime: "2026-11-02T08:01:05Z",
    eventSource: `${service}.amazonaws.com`,
    eventName,
    awsRegion: "us-east-1",
    sourceIPAddress: "192.0.2.0",
    userAgent: "AWS Internal",
    ...(errorCode === undefined ? {} : { errorCode }),
    requestParameters,
    responseElements: null,
    requestID: "e26552bc-63bc-11e4-bc2b-4198b6150d5c",
    eventID: "995c4653-3c53-4a06-a0f0-f5531997b741",
    readOnly: false,
    resources: resources.map((ARN) => ({ accountId: ACCOUNT, ARN })),
    eventType: "AwsApiCall",
    managementEvent: true,
    recipientAccountId: ACCOUNT,
    eventCategory: "Management",
  });
}
