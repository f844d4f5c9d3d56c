import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer, request as send } from "node:http";
import type { AddressInfo } from "node:net";
import type { RegistryAddress } from "../../cli/migrate/registry-address";

/** A request that came by. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
}

/** What happens to a request: passed on (`undefined`), answered otherwise, left without an answer, cut off in its middle. */
export type Fault =
  | undefined
  | "stall"
  | "cut"
  | { readonly status: number; readonly body?: string; readonly headers?: Readonly<Record<string, string>> };

/** Stands before a registry, sees every request, and makes of the registry a bad one. */
export interface RegistryProxy {
  readonly host: string;
  readonly seen: readonly SeenRequest[];
  address(repository: string): RegistryAddress;
  /** Decides about the requests from now on. */
  fault(decide: (request: SeenRequest) => Fault | Promise<Fault>): void;
  /** Forgets what it saw, and lets everything through. */
  clear(): void;
  stop(): Promise<void>;
}

/** Starts a proxy before a registry on this machine. */
export async function startProxy(target: string): Promise<RegistryProxy> {
  const [hostname = "", port = ""] = target.split(":");
  let seen: SeenRequest[] = [];
  let decide: (request: SeenRequest) => Fault | Promise<Fault> = () => undefined;
  const server = createServer((incoming, outgoing) => {
    const { method = "", url = "", headers } = incoming;
    const request = { method, path: url, authorization: headers.authorization };
    seen.push(request);
    void Promise.resolve(decide(request)).then((fault) => {
      if (fault === "stall") return;
      if (typeof fault === "object") {
        incoming.resume();
        outgoing.writeHead(fault.status, { connection: "close", ...fault.headers }).end(fault.body ?? "");
        return;
      }
      passOn(incoming, outgoing, { hostname, port, isCut: fault === "cut" });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    host,
    get seen() {
      return seen;
    },
    address: (repository) => ({ host, repository, insecure: true }),
    fault: (decision) => (decide = decision),
    clear: () => {
      seen = [];
      decide = () => undefined;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function passOn(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  { hostname, port, isCut }: { readonly hostname: string; readonly port: string; readonly isCut: boolean },
): void {
  // The name that was asked for stays: a registry builds addresses from it.
  const options = { hostname, port, method: incoming.method, path: incoming.url, headers: incoming.headers };
  const passed = send(options, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
    if (isCut) {
      answer.once("data", (chunk: Buffer) => {
        outgoing.write(chunk.subarray(0, chunk.length / 2), () => outgoing.destroy());
      });
      answer.once("end", () => outgoing.destroy());
      return;
    }
    answer.pipe(outgoing);
  });
  const drop = (): void => {
    outgoing.destroy();
  };
  passed.on("error", drop);
  incoming.on("error", drop);
  outgoing.on("close", () => passed.destroy());
  if (isCut && (incoming.method === "PATCH" || incoming.method === "PUT")) {
    incoming.once("end", () => {
      passed.destroy();
      outgoing.destroy();
    });
    incoming.once("data", (chunk: Buffer) => {
      passed.write(chunk.subarray(0, chunk.length / 2), () => {
        passed.destroy();
        incoming.destroy();
      });
    });
    return;
  }
  incoming.pipe(passed);
}
