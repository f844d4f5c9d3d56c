/** A value of JSON. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

/** An object of JSON. */
export interface JsonObject {
  readonly [name: string]: Json | undefined;
}

/** A record of CloudTrail: what every record has is named, everything else is reached by its path. */
export type CloudTrailEvent = JsonObject & {
  /** `2026-11-24T11:46:32Z` */
  readonly eventTime: string;
  /** `ecr.amazonaws.com` */
  readonly eventSource: string;
  readonly eventName: string;
  readonly awsRegion: string;
  readonly eventID: string;
};
