import { Readable } from "node:stream";
import type { AwsSession, AwsSessions } from "../../../cli/toolkit/aws/aws-session";

/** What a call answers: an object, or an error by AWS's name for it. */
export type FakeAnswer = object | { readonly error: string; readonly message: string };

/** By the name of the operation: `DescribeImages`. */
export type FakeOperations = Readonly<Record<string, (input: never) => FakeAnswer | undefined>>;

/** A call that was made. */
export interface FakeCall {
  readonly operation: string;
  readonly input: object;
}

/** An AWS that answers from a table: what the emulator cannot do, such as pages. */
export function fakeAws(operations: FakeOperations): { readonly sessions: AwsSessions; readonly calls: FakeCall[] } {
  const calls: FakeCall[] = [];
  const requestHandler = {
    handle: async (request: { headers: Record<string, string>; body?: Uint8Array }) => {
      const operation = (request.headers["x-amz-target"] ?? "").split(".").at(-1) ?? "";
      const input = JSON.parse(new TextDecoder().decode(request.body)) as object;
      calls.push({ operation, input });
      const answer = operations[operation]?.(input as never) ?? {
        error: "UnknownOperationException",
        message: "not here",
      };
      const isError = "error" in answer;
      const body = JSON.stringify(isError ? { __type: answer.error, message: answer.message } : answer);
      return Promise.resolve({
        response: {
          statusCode: isError ? 400 : 200,
          headers: { "content-type": "application/x-amz-json-1.1" },
          body: Readable.from([Buffer.from(body)]),
        },
      });
    },
  };
  const main: AwsSession = {
    accountId: "123456789012",
    region: "us-east-1",
    partition: "aws",
    callerArn: "arn:aws:iam::123456789012:user/me",
    name: "profile hub",
    config: {
      region: "us-east-1",
      credentials: async () => Promise.resolve({ accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" }),
      maxAttempts: 1,
      requestHandler,
    } as AwsSession["config"],
  };
  return { sessions: { main, all: [main], of: (id) => (id === main.accountId ? main : undefined) }, calls };
}
