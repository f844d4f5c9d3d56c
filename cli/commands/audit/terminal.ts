import type { AuditTerminal } from "../../audit/report/render-answer";

/** What a table is shown on. An answer that goes to a file looks the same whoever asks for it. */
export function terminalOf(
  { output, color }: { readonly output?: string; readonly color?: boolean },
  stream: NodeJS.WriteStream = process.stdout,
  env: NodeJS.ProcessEnv = process.env,
): AuditTerminal {
  if (output !== undefined || !stream.isTTY) {
    const isForced = output === undefined && (env["FORCE_COLOR"] ?? "0") !== "0" && env["FORCE_COLOR"] !== "";
    return { columns: 120, colors: color ?? (isForced && (env["NO_COLOR"] ?? "") === "") };
  }
  const locale = [env["LC_ALL"], env["LC_CTYPE"], env["LANG"]].find((each) => each !== undefined && each !== "") ?? "";
  return {
    columns: stream.columns,
    colors: color ?? ((env["NO_COLOR"] ?? "") === "" && env["FORCE_COLOR"] !== "0"),
    // Windows has its own ways; elsewhere the locale says what can be shown.
    ascii: process.platform !== "win32" && !/utf-?8/i.test(locale),
  };
}
