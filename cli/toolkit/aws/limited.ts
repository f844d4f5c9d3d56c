import type { InitializeMiddleware, MiddlewareStack } from "@smithy/types";

/** Any client of the SDK. */
interface AnyClient {
  readonly middlewareStack: unknown;
}

/**
 * A client that can send the commands named and no others: whatever code holds it, nothing else leaves this machine.
 *
 * @param client - A client of the SDK that nothing else uses.
 * @param commands - As the SDK names them.
 * @throws Error from `send`, for any other command: a fault of ours
 * @example
 * const ecr = limited(new ECRClient(session.config), ["DescribeRepositoriesCommand"]);
 */
export function limited<C extends AnyClient>(client: C, commands: readonly string[]): C {
  const refuse: InitializeMiddleware<object, object> = (next, { commandName = "a command without a name" }) => {
    if (commands.includes(commandName)) return next;
    return () => Promise.reject(new Error(`${commandName} is not among what this may ask AWS for`));
  };
  const stack = client.middlewareStack as MiddlewareStack<object, object>;
  stack.add(refuse, { step: "initialize", name: "ecrKmsLimit", priority: "high" });
  return client;
}
