import manifest from "../package.json";

/** The version of ecr-kms-cli. */
export const version: string = manifest.version;
