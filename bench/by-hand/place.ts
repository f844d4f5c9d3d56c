/** Where the registry is. */
export interface Place {
  readonly region: string;
  readonly hub: string;
}

export const rootArn = (account: string) => `arn:aws:iam::${account}:root`;
export const accountOf = (roleArn: string) => roleArn.slice(13, 25);
export const repositoryArn = ({ region, hub }: Place, name: string) =>
  `arn:aws:ecr:${region}:${hub}:repository/${name}`;
export const viaEcr = ({ region }: Place) => ({ "kms:ViaService": `ecr.${region}.amazonaws.com` });

/** What narrows a statement to the grants that ECR makes: once without, once with the condition on the key's alias. */
export const grantForEcr = (place: Place, alias?: object) => ({
  Bool: { "kms:GrantIsForAWSResource": "true" },
  "ForAllValues:StringEquals": { "kms:GrantOperations": ["Decrypt", "GenerateDataKey"] },
  ...(alias ? { "ForAnyValue:StringEquals": alias } : {}),
  StringEquals: { "kms:GrantConstraintType": "EncryptionContextSubset", ...viaEcr(place) },
  StringLike: { "kms:EncryptionContext:aws:ecr:arn": repositoryArn(place, "*") },
});

export const document = (Statement: readonly object[]) => ({ Version: "2012-10-17", Statement });
