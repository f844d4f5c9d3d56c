/** Signals that end a program which does not listen for them. */
const ENDING = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Does something before the process is ended by a signal, such as Ctrl-C. The signal then does what it does without us,
 * unless somebody else listens for it, too.
 *
 * @returns stops listening
 */
export function onInterruption(cleanUp: () => void): () => void {
  const release = (): void => {
    for (const signal of ENDING) process.off(signal, onSignal);
  };
  const onSignal = (signal: NodeJS.Signals): void => {
    release();
    cleanUp();
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };
  for (const signal of ENDING) process.on(signal, onSignal);
  return release;
}
