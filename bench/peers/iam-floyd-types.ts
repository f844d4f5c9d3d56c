/** What is used of iam-floyd. Its own types would have to be installed to check this folder. */
export interface Builder {
  allow(): this;
  to(action: string): this;
  on(...arns: readonly string[]): this;
  onAllResources(): this;
  forAccount(...accounts: readonly string[]): this;
  forService(...services: readonly string[]): this;
  if(key: string, value: string | readonly string[], operator: string): this;
}

export interface Ecr extends Builder {
  toBatchCheckLayerAvailability(): this;
  toBatchGetImage(): this;
  toCompleteLayerUpload(): this;
  toGetAuthorizationToken(): this;
  toGetDownloadUrlForLayer(): this;
  toInitiateLayerUpload(): this;
  toPutImage(): this;
  toUploadLayerPart(): this;
}

export interface Kms extends Builder {
  allActions(): this;
  toCreateGrant(): this;
  toDecrypt(): this;
  toDescribeKey(): this;
  toGenerateDataKey(): this;
  toRetireGrant(): this;
}

export interface Floyd {
  readonly Statement: { readonly Ecr: new (sid: string) => Ecr; readonly Kms: new (sid: string) => Kms };
}
