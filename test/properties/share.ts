/**
 * Whether every number is the full one, as in `npm run test:properties`. `npm test` shows with the same seeds what a share of them shows, so
 * that it stays short enough to be run often.
 */
export const IS_FULL = process.env["PROPERTIES"] === "full";
