/**
 * Readers of what Pulumi writes.
 *
 * @module
 */
export { readPulumiPreview } from "./read-pulumi-preview";
export { readPulumiStack } from "./read-pulumi-stack";
