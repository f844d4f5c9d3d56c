/** A call to one of AWS's JSON services. */
export interface EmulatedCall {
  readonly service: string;
  /** The `X-Amz-Target` of the operation. */
  readonly target: string;
  readonly body: object;
}

/** Makes a call to the emulator in its default account, for services that the tests need no SDK for. The emulator checks no signature. */
export async function emulatedRequest(endpoint: string, { service, target, body }: EmulatedCall): Promise<unknown> {
  const credential = `emulated/20260101/us-east-1/${service}/aws4_request`;
  const response = await fetch(endpoint, {
    method: "POST",
    headers: {
      Authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host, Signature=none`,
      "Content-Type": `application/x-amz-json-1.${service === "sqs" ? 0 : 1}`,
      "X-Amz-Target": target,
    },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${target} failed with ${response.status}: ${text}`);
  return text === "" ? {} : (JSON.parse(text) as unknown);
}
