import { RegistryError } from "./registry-error";

const CERTIFICATE = /^(CERT_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO|ERR_TLS_CERT)/;
const MOST_TOLD = 300;

/** What an answer that is no success says. */
export function errorOfAnswer({ status, headers }: Response, body: string, host: string): RegistryError {
  const { code, message } = firstError(body);
  const told = message === "" ? "" : `: ${oneLine(message)}`;
  const isTooMany = status === 429 || code === "TOOMANYREQUESTS";
  return new RegistryError(`${host} answers ${status}${code === "" ? "" : ` ${code}`}${told}`, {
    status: isTooMany ? 429 : status,
    code,
    isPassing: isTooMany || status === 408 || status >= 500,
    retryAfterMs: retryAfter(headers.get("retry-after")),
  });
}

/** Why no whole answer came. */
export function errorOfWay(error: unknown, host: string, stallMs: number): RegistryError {
  if (error instanceof RegistryError) return error;
  const { name, message, cause } = error as Error & { readonly cause?: unknown };
  if (name === "TimeoutError") {
    const told = `${host} has not answered for ${stallMs / 1000} seconds`;
    return new RegistryError(told, { code: "TIMEOUT", isPassing: true });
  }
  const { code = "", message: reason = message } = (cause ?? {}) as Partial<NodeJS.ErrnoException>;
  if (CERTIFICATE.test(code)) {
    const told = `${host} shows a certificate that is not trusted: ${code}`;
    return new RegistryError(told, { code: "CERTIFICATE", isPassing: false });
  }
  const told = `${host} cannot be reached: ${oneLine(code === "" || reason.includes(code) ? reason : `${code} ${reason}`)}`;
  return new RegistryError(told, { code: code === "" ? "CONNECTION" : code, isPassing: true });
}

/** Of a text that should be `{"errors": [{"code", "message"}]}`, and sometimes is a page. */
function firstError(body: string): { readonly code: string; readonly message: string } {
  try {
    const { errors } = JSON.parse(body) as { readonly errors?: readonly { code?: unknown; message?: unknown }[] };
    const { code = "", message = "" } = errors?.[0] ?? {};
    return { code: typeof code === "string" ? code : "", message: typeof message === "string" ? message : "" };
  } catch {
    return { code: "", message: body.trimStart().startsWith("<") ? "" : body };
  }
}

/** Seconds, or a date. */
function retryAfter(header: string | null): number | undefined {
  if (header === null) return undefined;
  const seconds = Number(header);
  const milliseconds = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(milliseconds) && milliseconds > 0 ? milliseconds : undefined;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim().slice(0, MOST_TOLD);
}
