import type { RegistryAddress } from "../../registry-address";
import type { CopierName } from "../copy-options";
import type { CopierFolder } from "./copier-folder";

/** A program that moves an image, with its layers, from one registry to another. */
export interface Copier {
  readonly name: CopierName;
  /** How to get it. */
  readonly install: string;
  /** Arguments that make it print its options, and what must be among them. */
  readonly probe: { readonly args: readonly string[]; readonly needs: readonly string[] };
  /** How it copies one manifest and what it names, by digest on both sides, without changing a byte. */
  readonly call: (copied: CopiedImage, folder: CopierFolder) => CopierCall;
}

/** What is copied. */
export interface CopiedImage {
  readonly source: RegistryAddress;
  readonly destination: RegistryAddress;
  readonly digest: string;
}

/** Never holds a password: those are in the folder's files. */
export interface CopierCall {
  readonly args: readonly string[];
  /** Beside the environment's own. */
  readonly env: Readonly<Record<string, string>>;
}

/** `127.0.0.1:5000/orders@sha256:…` */
export function byDigest({ host, repository }: RegistryAddress, digest: string): string {
  return `${host}/${repository}@${digest}`;
}
