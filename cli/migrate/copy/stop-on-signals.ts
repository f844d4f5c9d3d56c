/** Why a copy ends that has not failed. */
export class Interruption extends Error {
  override readonly name = "Interruption";
}

/** What ends everything that is under way. */
export interface Stop {
  readonly signal: AbortSignal;
  /** The first reason counts. */
  readonly stop: (reason: unknown) => void;
  /** Signals of the system do again what they did before. */
  readonly release: () => void;
}

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Ends a copy in order at Ctrl-C and the like, so that copiers end before us and no password is left behind. */
export function stopOnSignals(asked: AbortSignal | undefined): Stop {
  const controller = new AbortController();
  const stop = (reason: unknown): void => {
    if (!controller.signal.aborted) controller.abort(reason);
  };
  const interrupt = (): void => {
    stop(new Interruption("interrupted"));
  };
  for (const name of SIGNALS) process.on(name, interrupt);
  if (asked?.aborted === true) interrupt();
  asked?.addEventListener("abort", interrupt, { once: true });
  return {
    signal: controller.signal,
    stop,
    release: () => {
      for (const name of SIGNALS) process.off(name, interrupt);
      asked?.removeEventListener("abort", interrupt);
    },
  };
}
