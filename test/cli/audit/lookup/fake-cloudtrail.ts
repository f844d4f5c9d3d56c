import type { IncomingMessage, Server } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { CloudTrailEvent } from "../../../../cli/audit/cloudtrail-event";

/** A request for events, as it arrived. */
export interface AskedPage {
  readonly accountId: string;
  readonly region: string;
  readonly attribute: string;
  /** Seconds since 1970. */
  readonly start: number;
  readonly end: number;
  readonly token: string | undefined;
  /** What `now` said when it arrived. */
  readonly at: number;
}

/** What is answered instead of events. */
export interface Refusal {
  readonly status: number;
  readonly type: string;
  readonly message?: string;
  /** The connection is cut instead. */
  readonly isCut?: boolean;
}

interface LookupBody {
  readonly LookupAttributes: readonly { readonly AttributeKey: string; readonly AttributeValue: string }[];
  readonly StartTime: number;
  readonly EndTime: number;
  readonly MaxResults: number;
  readonly NextToken?: string;
}

/**
 * LookupEvents, and GetCallerIdentity, as AWS answers them: an event is found by one attribute, in one account and Region, the most
 * recent first; a token is good for the request that it was given to, until tokens expire.
 */
export class FakeCloudTrail {
  readonly asked: AskedPage[] = [];
  /** Asked before each answer. */
  refuse: (page: AskedPage, number: number) => Refusal | undefined = () => undefined;
  /** Called when an answer has been sent. */
  onAnswered: (number: number) => void = () => undefined;
  now: () => number = () => Date.now();
  pageSize = 50;
  /** Every page has the token of the first: nobody ever comes to the end. */
  isEndless = false;
  #age = 0;
  readonly #events = new Map<string, readonly CloudTrailEvent[]>();
  readonly #server: Server;

  constructor() {
    this.#server = createServer((request, response) => {
      void bodyOf(request).then((body) => {
        const who = /Credential=AKIA(\d{12})\w*\/\d+\/([\w-]+)\//.exec(request.headers.authorization ?? "") ?? [];
        const [, accountId = "", region = ""] = who;
        if (body.includes("Action=GetCallerIdentity")) {
          response.setHeader("Content-Type", "text/xml").end(identity(accountId));
          return;
        }
        const target = request.headers["x-amz-target"];
        const answer = this.#answer(String(target), JSON.parse(body) as LookupBody, accountId, region);
        if ("isCut" in answer && answer.isCut === true) {
          request.socket.destroy();
          return;
        }
        response.statusCode = "status" in answer ? answer.status : 200;
        response.setHeader("Content-Type", "application/x-amz-json-1.1");
        const sent =
          "status" in answer ? { __type: answer.type, message: answer.message ?? "refused by the test" } : answer;
        const number = this.asked.length;
        response.end(JSON.stringify(sent), () => this.onAnswered(number));
      });
    });
  }

  /** Starts it. @returns its address */
  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** Forgets everything that a test said. */
  reset(): void {
    this.asked.length = 0;
    this.#events.clear();
    this.refuse = () => undefined;
    this.onAnswered = () => undefined;
    this.now = () => Date.now();
    this.pageSize = 50;
    this.isEndless = false;
  }

  /** What CloudTrail recorded in an account and Region, in any order. */
  put(accountId: string, region: string, events: readonly CloudTrailEvent[]): void {
    this.#events.set(`${accountId} ${region}`, [...events].sort(byTime));
  }

  /** No token that was given is good any more. */
  expireTokens(): void {
    this.#age += 1;
  }

  #answer(target: string, body: LookupBody, accountId: string, region: string): object | Refusal {
    const wanted = "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents";
    if (target !== wanted && !target.endsWith("CloudTrail_20131101.LookupEvents")) {
      return { status: 400, type: "UnknownOperationException", message: target };
    }
    const { LookupAttributes, StartTime, EndTime, NextToken } = body;
    const [{ AttributeKey, AttributeValue } = { AttributeKey: "", AttributeValue: "" }] = LookupAttributes;
    const attribute = `${AttributeKey} ${AttributeValue}`;
    const page = { accountId, region, attribute, start: StartTime, end: EndTime, token: NextToken, at: this.now() };
    this.asked.push(page);
    const refusal = this.refuse(page, this.asked.length);
    if (refusal !== undefined) return refusal;
    const request = `${this.#age} ${accountId} ${region} ${attribute} ${StartTime} ${EndTime}`;
    const [from = "0", given = request] = NextToken === undefined ? [] : NextToken.split("|");
    if (given !== request) return { status: 400, type: "InvalidNextTokenException", message: "Invalid token" };
    const found = (this.#events.get(`${accountId} ${region}`) ?? []).filter((event) => {
      const time = Date.parse(event.eventTime) / 1000;
      return time >= StartTime && time <= EndTime && hasAttribute(event, AttributeKey, AttributeValue);
    });
    const until = Number(from) + Math.min(this.pageSize, body.MaxResults);
    return {
      Events: found.slice(Number(from), until).map((event) => ({
        EventId: event.eventID,
        EventName: event.eventName,
        EventTime: Date.parse(event.eventTime) / 1000,
        EventSource: event.eventSource,
        CloudTrailEvent: event["text"] ?? JSON.stringify(event),
      })),
      ...(this.isEndless
        ? { NextToken: `0|${request}` }
        : until < found.length
          ? { NextToken: `${until}|${request}` }
          : {}),
    };
  }
}

function hasAttribute(event: CloudTrailEvent, key: string, value: string): boolean {
  if (key === "EventName") return event.eventName === value;
  if (key === "EventSource") return event.eventSource === value;
  return JSON.stringify([event["resources"], event["requestParameters"]]).includes(value);
}

function byTime(one: CloudTrailEvent, other: CloudTrailEvent): number {
  return one.eventTime < other.eventTime ? 1 : one.eventTime > other.eventTime ? -1 : 0;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function identity(accountId: string): string {
  return (
    `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>` +
    `<Arn>arn:aws:iam::${accountId}:user/auditor</Arn><UserId>AIDA</UserId><Account>${accountId}</Account>` +
    `</GetCallerIdentityResult></GetCallerIdentityResponse>`
  );
}
