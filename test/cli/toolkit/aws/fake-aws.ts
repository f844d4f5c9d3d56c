import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { AwsSession } from "../../../../cli/toolkit/aws/aws-session";

/** What a server that plays AWS is asked. */
export interface FakeCall {
  /** `kms:ListGrants`, as IAM names it. */
  readonly call: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** Whose credentials ask: `AKID111111111111`. */
  readonly accessKeyId: string;
  readonly region: string;
}

/** What it answers: what the SDK shall find, an error by its name, or a text that is not an answer of AWS's. */
export type FakeAnswer =
  | { readonly body: object }
  | { readonly error: string; readonly message?: string; readonly status?: number }
  | { readonly text: string; readonly status?: number };

/** A server on this machine that answers in AWS's protocols. */
export interface FakeAws {
  readonly endpoint: string;
  /** What was asked, in order. */
  readonly asked: readonly FakeCall[];
  /** How many questions were open at once, at most. */
  readonly mostAtOnce: number;
  stop(): Promise<void>;
}

const SERVICES: Readonly<Record<string, string>> = {
  AmazonEC2ContainerRegistry_V20150921: "ecr",
  TrentService: "kms",
};

/** Starts a server that answers as it is told. */
export async function startFakeAws(answer: (call: FakeCall) => FakeAnswer | Promise<FakeAnswer>): Promise<FakeAws> {
  const asked: FakeCall[] = [];
  let open = 0;
  let mostAtOnce = 0;
  const server = createServer((request, response) => {
    let text = "";
    open += 1;
    mostAtOnce = Math.max(mostAtOnce, open);
    request.setEncoding("utf8").on("data", (part: string) => (text += part));
    request.on("end", () => {
      const [, accessKeyId = "", region = "", service = ""] =
        /Credential=([^/]+)\/\d+\/([^/]+)\/([^/]+)\//.exec(request.headers.authorization ?? "") ?? [];
      const target = request.headers["x-amz-target"];
      const call = { ...callOf(target, service, text), accessKeyId, region };
      asked.push(call);
      void Promise.resolve(answer(call)).then((given) => {
        open -= 1;
        const { status, type, body } = target === undefined ? asXml(call.call, given) : asJson(given);
        response.writeHead(status, { "Content-Type": type }).end(body);
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    get mostAtOnce() {
      return mostAtOnce;
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** A session whose clients ask the server. */
export function fakeSession(endpoint: string, accountId: string, rest: Partial<AwsSession> = {}): AwsSession {
  const credentials = (): Promise<{ accessKeyId: string; secretAccessKey: string }> =>
    Promise.resolve({ accessKeyId: `AKID${accountId}`, secretAccessKey: "secret" });
  const config = { region: "us-east-1", credentials, maxAttempts: 1, endpoint };
  const callerArn = `arn:aws:iam::${accountId}:root`;
  return { accountId, region: "us-east-1", partition: "aws", callerArn, name: `profile ${accountId}`, config, ...rest };
}

function callOf(
  target: string | string[] | undefined,
  service: string,
  text: string,
): { readonly call: string; readonly input: Readonly<Record<string, unknown>> } {
  if (typeof target === "string") {
    const [name = "", operation = ""] = target.split(".");
    return { call: `${SERVICES[name] ?? name}:${operation}`, input: JSON.parse(text) as Record<string, unknown> };
  }
  const { Action = "", Version: _, ...input } = Object.fromEntries(new URLSearchParams(text));
  return { call: `${service}:${Action}`, input };
}

interface Written {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

function asJson(given: FakeAnswer): Written {
  const type = "application/x-amz-json-1.1";
  if ("text" in given) return { status: given.status ?? 200, type: "text/html", body: given.text };
  if ("error" in given) {
    const body = JSON.stringify({ __type: given.error, message: given.message ?? "" });
    return { status: given.status ?? 400, type, body };
  }
  return { status: 200, type, body: JSON.stringify(given.body) };
}

function asXml(call: string, given: FakeAnswer): Written {
  const type = "text/xml";
  if ("text" in given) return { status: given.status ?? 200, type: "text/html", body: given.text };
  if ("error" in given) {
    const { error: Code, message: Message = "", status = 400 } = given;
    return { status, type, body: xml({ ErrorResponse: { Error: { Type: "Sender", Code, Message } } }) };
  }
  const operation = call.slice(call.indexOf(":") + 1);
  return { status: 200, type, body: xml({ [`${operation}Response`]: { [`${operation}Result`]: given.body } }) };
}

function xml(value: unknown): string {
  if (Array.isArray(value)) return value.map((item) => `<member>${xml(item)}</member>`).join("");
  if (typeof value === "object" && value !== null) {
    return Object.entries(value)
      .map(([name, inner]) => `<${name}>${xml(inner)}</${name}>`)
      .join("");
  }
  return String(value).replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
