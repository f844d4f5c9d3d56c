import { AthenaClient } from "@aws-sdk/client-athena";
import { ATHENA_COMMANDS } from "../../../../cli/audit/ask-athena";
import { limited } from "../../../../cli/toolkit/aws/limited";

/** A call, by its name, and what was sent. */
export type Call = readonly [name: string, input: Readonly<Record<string, unknown>>];

/** What Athena answers: an error has a name and a message. */
export type Answers = Readonly<Record<string, (input: Readonly<Record<string, unknown>>) => object | Refusal>>;

/** An error of the service. */
export interface Refusal {
  readonly __type: string;
  readonly message: string;
}

/** The SDK's client, with answers in place of the network. */
export function fakeAthena(answers: Answers): { readonly client: AthenaClient; readonly calls: Call[] } {
  const calls: Call[] = [];
  const requestHandler = {
    handle: (request: { readonly headers: Readonly<Record<string, string>>; readonly body: Uint8Array | string }) => {
      const name = (request.headers["x-amz-target"] ?? "").split(".")[1] ?? "";
      const input = JSON.parse(
        typeof request.body === "string" ? request.body : new TextDecoder().decode(request.body),
      ) as Readonly<Record<string, unknown>>;
      calls.push([name, input]);
      const answer = answers[name]?.(input) ?? { __type: "InternalServerException", message: `no ${name}` };
      const response = {
        statusCode: "__type" in answer ? 400 : 200,
        headers: { "content-type": "application/x-amz-json-1.1" },
        body: Buffer.from(JSON.stringify(answer)),
      };
      return Promise.resolve({ response });
    },
  };
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const client = new AthenaClient({ region: "us-east-1", credentials, maxAttempts: 1, requestHandler });
  return { client: limited(client, ATHENA_COMMANDS), calls };
}
