import { Token } from "cdktf";
import type { IsUnresolved } from "../shared";

/** Tells CDKTF's tokens, whose values are known only to Terraform, from plain values. */
export const isToken: IsUnresolved = (value) => Token.isUnresolved(value);
