import { InputError } from "../input-error";
import { awsProblem } from "./aws-problem";

/**
 * Asks AWS, and says in plain words what it refuses.
 *
 * @param asked - What the user named, and the call as IAM policies name it.
 * @throws InputError for whatever AWS or the way to it answers; anything else is passed on as it is
 * @example
 * await ask({ path: "repository orders", call: "ecr:DescribeRepositories", session }, () => ecr.send(command));
 */
export async function ask<T>(asked: AskedOfAws, send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    throw refusal(error, asked);
  }
}

/** An error as the user is to see it: an InputError for what AWS or the way to it answers; anything else as it is. */
export function refusal(error: unknown, asked: AskedOfAws): unknown {
  const problem = awsProblem(error, asked);
  return problem === undefined ? error : new InputError([problem]);
}

/** What is asked, of whom. */
export interface AskedOfAws {
  /** What the user named: `repository orders`, `--profile hub`. */
  readonly path: string;
  /** `ecr:DescribeRepositories` */
  readonly call: string;
  /** With whose credentials, for messages. */
  readonly session?: { readonly name: string; readonly callerArn?: string };
}
