import type { Pace } from "../../toolkit/pace";
import type { RegistryAddress } from "../registry-address";
import { originOf } from "./origin";
import { RegistryError } from "./registry-error";
import { type Retries, retried } from "./retries";
import { SignIn } from "./sign-in";

/** How requests are sent. */
export interface ConnectionOptions extends Retries {
  /** A request without an answer for so long is given up. */
  readonly stallMs: number;
  /** Slows down when the registry says that there are too many requests. */
  readonly pace?: Pace;
}

/** A request to a registry. */
export interface RegistryRequest {
  readonly method: "GET" | "HEAD" | "PUT" | "POST" | "PATCH";
  /** Below `/v2/<repository>/`, or a whole address that the registry gave. */
  readonly path: string | URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>;
  /** Answers besides 2xx that are not errors. */
  readonly accept?: readonly number[];
}

/** An answer that has come whole. */
export interface RegistryAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Signs in to a repository of a registry, and asks patiently. */
export class Connection {
  readonly address: RegistryAddress;
  readonly signIn: SignIn;
  readonly options: ConnectionOptions;
  readonly #base: URL;

  /** @throws InputError for an address that cannot be used, or plain HTTP to another machine */
  constructor(address: RegistryAddress, options: ConnectionOptions) {
    this.address = address;
    this.options = options;
    this.signIn = new SignIn(address);
    this.#base = new URL(`${originOf(address)}/v2/${address.repository}/`);
  }

  /**
   * Asks until there is an answer.
   *
   * @throws RegistryError for any other answer than 2xx and those accepted
   */
  async ask(request: RegistryRequest): Promise<RegistryAnswer> {
    return retried(this.options, async () => {
      const quiet = AbortSignal.timeout(this.options.stallMs);
      const signal = AbortSignal.any([this.options.signal, quiet]);
      const response = await this.open(request, signal);
      const bytes = await this.#arrive(async () => new Uint8Array(await response.arrayBuffer()));
      return { status: response.status, headers: response.headers, bytes };
    });
  }

  /**
   * Sends one request, signing in again once, and gives the answer as soon as it begins.
   *
   * @throws RegistryError for any other answer than 2xx and those accepted
   */
  async open(request: RegistryRequest, signal: AbortSignal): Promise<Response> {
    const credentials = await this.signIn.current();
    const response = await this.#send(request, credentials, signal);
    if (response.ok || request.accept?.includes(response.status) === true) {
      this.options.pace?.faster();
      return response;
    }
    const error = errorOfAnswer(response, await this.#arrive(() => response.text()), this.address.host);
    // A body that has been read is gone: whoever sends one begins again.
    const canRepeat = !(request.body instanceof ReadableStream);
    if (error.status === 401 && (await this.signIn.renew(credentials))) {
      if (!canRepeat) throw new RegistryError(error.message, { code: "SIGNED_IN_AGAIN", isPassing: true });
      const again = await this.#send(request, await this.signIn.current(), signal);
      if (again.ok || request.accept?.includes(again.status) === true) return again;
      throw errorOfAnswer(again, await this.#arrive(() => again.text()), this.address.host);
    }
    if (error.status === 429) this.options.pace?.slower(error.retryAfterMs);
    throw error;
  }

  async #send(
    { method, path, headers, body }: RegistryRequest,
    credentials: { readonly username: string; readonly password: string } | undefined,
    signal: AbortSignal,
  ): Promise<Response> {
    const url = new URL(path, this.#base);
    const isOurs = url.origin === this.#base.origin;
    const signedIn =
      credentials === undefined || !isOurs
        ? {}
        : {
            authorization: `Basic ${Buffer.from(`${credentials.username}:${credentials.password}`).toString("base64")}`,
          };
    return this.#arrive(() =>
      fetch(url, {
        method,
        headers: { ...headers, ...signedIn },
        signal,
        // What is read may lie elsewhere (layers in S3; fetch leaves the password behind); what is written goes to the
        // registry.
        redirect: method === "GET" || method === "HEAD" ? "follow" : "error",
        ...(body === undefined ? {} : { body, duplex: "half" }),
      }),
    );
  }

  async #arrive<T>(receive: () => Promise<T>): Promise<T> {
    try {
      return await receive();
    } catch (error) {
      this.options.signal.throwIfAborted();
      throw errorOfWay(error, this.address.host, this.options.stallMs);
    }
  }
}

const CERTIFICATE = /^(CERT_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO|ERR_TLS_CERT)/;
const MOST_TOLD = 300;

/** What an answer that is not a success says. */
function errorOfAnswer({ status, headers }: Response, body: string, host: string): RegistryError {
  const { code, message } = firstError(body);
  const reported = message === "" ? "" : `: ${oneLine(message)}`;
  const isTooMany = status === 429 || code === "TOOMANYREQUESTS";
  return new RegistryError(`${host} answers ${status}${code === "" ? "" : ` ${code}`}${reported}`, {
    status: isTooMany ? 429 : status,
    code,
    isPassing: isTooMany || status === 408 || status >= 500,
    retryAfterMs: retryAfter(headers.get("retry-after")),
  });
}

/** Why no whole answer came. */
function errorOfWay(error: unknown, host: string, stallMs: number): RegistryError {
  if (error instanceof RegistryError) return error;
  const { name, message, cause } = error as Error & { readonly cause?: unknown };
  if (name === "TimeoutError") {
    const reported = `${host} has not answered for ${stallMs / 1000} seconds`;
    return new RegistryError(reported, { code: "TIMEOUT", isPassing: true });
  }
  const { code = "", message: reason = message } = (cause ?? {}) as Partial<NodeJS.ErrnoException>;
  if (CERTIFICATE.test(code)) {
    const reported = `${host} shows a certificate that is not trusted: ${code}`;
    return new RegistryError(reported, { code: "CERTIFICATE", isPassing: false });
  }
  const reported = `${host} cannot be reached: ${oneLine(code === "" || reason.includes(code) ? reason : `${code} ${reason}`)}`;
  return new RegistryError(reported, { code: code === "" ? "CONNECTION" : code, isPassing: true });
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
