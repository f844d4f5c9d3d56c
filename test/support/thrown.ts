import { InputError } from "../../cli/toolkit/input-error";

/** The refusal of an input that an action throws; whatever else it throws, or nothing, fails the test. */
export function refusalOf(action: () => unknown): InputError {
  try {
    action();
  } catch (error) {
    return asRefusal(error);
  }
  throw new Error("nothing was refused");
}

/** The same for what is thrown later. */
export async function refusalOfPromise(promise: Promise<unknown>): Promise<InputError> {
  return promise.then(() => {
    throw new Error("nothing was refused");
  }, asRefusal);
}

function asRefusal(error: unknown): InputError {
  if (InputError.is(error)) return error;
  throw error;
}
