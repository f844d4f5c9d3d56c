import type { Input } from "@pulumi/pulumi";

/** What can be one value of an argument. */
type Leaf = string | number | boolean | undefined | null;

/**
 * The same shape, each leaf also as an `Output` or a promise. Maps and lists themselves are plain: they decide what is
 * made.
 */
export type Inputs<T> = [T] extends [Leaf]
  ? Input<NonNullable<T>>
  : T extends Leaf
    ? Input<NonNullable<T>>
    : T extends readonly (infer Item)[]
      ? readonly Inputs<Item>[]
      : { readonly [Property in keyof T]: Inputs<T[Property]> };
