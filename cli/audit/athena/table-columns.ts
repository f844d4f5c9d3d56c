/** The type of a column of the table of CloudTrail logs. */
export type ColumnType =
  | "string"
  /** A text that holds JSON. */
  | "json"
  | { readonly struct: Readonly<Record<string, ColumnType>> }
  | { readonly arrayOf: ColumnType };

/**
 * The columns of the table, by the names of CloudTrail; Athena has them in small letters.
 *
 * @see https://docs.aws.amazon.com/athena/latest/ug/create-cloudtrail-table-partition-projection.html
 */
export const TABLE_COLUMNS: Readonly<Record<string, ColumnType>> = {
  eventVersion: "string",
  userIdentity: {
    struct: {
      type: "string",
      principalId: "string",
      arn: "string",
      accountId: "string",
      invokedBy: "string",
      accessKeyId: "string",
      userName: "string",
      onBehalfOf: { struct: { userId: "string", identityStoreArn: "string" } },
      sessionContext: {
        struct: {
          attributes: { struct: { mfaAuthenticated: "string", creationDate: "string" } },
          sessionIssuer: {
            struct: { type: "string", principalId: "string", arn: "string", accountId: "string", userName: "string" },
          },
          ec2RoleDelivery: "string",
        },
      },
    },
  },
  eventTime: "string",
  eventSource: "string",
  eventName: "string",
  awsRegion: "string",
  sourceIPAddress: "string",
  userAgent: "string",
  errorCode: "string",
  errorMessage: "string",
  requestParameters: "json",
  responseElements: "json",
  additionalEventData: "json",
  requestID: "string",
  eventID: "string",
  readOnly: "string",
  resources: { arrayOf: { struct: { ARN: "string", accountId: "string", type: "string" } } },
  eventType: "string",
  apiVersion: "string",
  recipientAccountId: "string",
  serviceEventDetails: "json",
  sharedEventID: "string",
  vpcEndpointId: "string",
};

/** The columns that say in which file a record is; Athena reads only the files that a query asks for. */
export const PARTITIONS = { account: "log_account", region: "log_region", day: "log_day" } as const;
