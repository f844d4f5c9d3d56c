/**
 * Tells whether a value is known only at deployment (a CDKTF token, a Pulumi output standing in). The core skips checks
 * of form for such values; checks of structure still run.
 */
export type IsUnresolved = (value: unknown) => boolean;

/** The default: every value is what it says. */
export const allResolved: IsUnresolved = () => false;
