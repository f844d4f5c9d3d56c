import type { Problem } from "../../toolkit/input-error";
import { PolicyError } from "../../../shared";

/** The findings that an error reports, each as a problem of the file; `undefined` for any other error. */
export function problemsOf(error: unknown, file: string): readonly Problem[] | undefined {
  if (!PolicyError.is(error)) return undefined;
  return error.findings.map(({ path, message, hint }) => ({
    path: path === "" ? file : `${file}: ${path}`,
    message,
    hint,
  }));
}
