import { createServer } from "node:net";

/**
 * A TCP port on 127.0.0.1 that nobody listens on. Somebody may take it before the caller does, so whoever uses it must be
 * ready to ask for another.
 */
export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => {
        if (address === null || typeof address === "string") reject(new Error("the system gave no port"));
        else resolve(address.port);
      });
    });
  });
}
