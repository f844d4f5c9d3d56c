import type { z } from "zod";
import type { REPORT_SCHEMA } from "./report-schema";

/**
 * What `--format json` prints, as its schema describes it. Programs may rely on it: within one `formatVersion` fields
 * are added, and none is renamed, taken away or given another meaning.
 */
export type JsonReport = DeepReadonly<z.output<typeof REPORT_SCHEMA>>;

/** A value of which nothing may be changed. */
type DeepReadonly<T> = T extends object ? { readonly [Name in keyof T]: DeepReadonly<T[Name]> } : T;
