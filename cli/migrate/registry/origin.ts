import type { Problem } from "../../toolkit/input-error";
import { InputError } from "../../toolkit/input-error";
import type { RegistryAddress } from "../registry-address";

const HOST = /^([a-z\d]([a-z\d.-]*[a-z\d])?|\[[\da-f:]+\])(:\d{1,5})?$/i;
const THIS_MACHINE = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d{1,5})?$/i;
const REPOSITORY = /^[a-z\d]+([._/-]+[a-z\d]+)*$/;
const ECR = /\.dkr[.-]ecr(-fips)?\./;

/**
 * Where a registry answers.
 *
 * @throws InputError for a host or repository that cannot be one, and for plain HTTP to another machine: passwords
 * would be readable on the way
 * @example
 * originOf({ host: "127.0.0.1:5000", repository: "orders", insecure: true }); // "http://127.0.0.1:5000"
 */
export function originOf({ host, repository, insecure }: RegistryAddress): string {
  const problem = problemOf(host, repository, insecure);
  if (problem !== undefined) throw new InputError([problem]);
  return `${insecure ? "http" : "https"}://${host}`;
}

/** Whether a host is this machine, which alone may be spoken to over plain HTTP. */
export function isThisMachine(host: string): boolean {
  return THIS_MACHINE.test(host);
}

/** Whether a host is Amazon ECR's: its quotas are known. */
export function isEcr(host: string): boolean {
  return ECR.test(host);
}

function problemOf(host: string, repository: string, insecure: boolean): Problem | undefined {
  if (!HOST.test(host)) {
    return {
      path: `registry ${host}`,
      message: "is not a host name",
      hint: "write it as 123456789012.dkr.ecr.us-east-1.amazonaws.com, or with a port: registry.example.com:5000",
    };
  }
  if (!REPOSITORY.test(repository)) {
    return {
      path: `repository ${repository}`,
      message: "is not a repository name",
      hint: "write lowercase letters, digits, and . _ - / between them",
    };
  }
  if (insecure && !isThisMachine(host)) {
    return {
      path: `registry ${host}`,
      message: "is asked over plain HTTP, and is another machine",
      hint: "use HTTPS: only a registry on this machine may answer over plain HTTP",
    };
  }
  return undefined;
}
