/*
 * Values that stand where another was expected. Each is made anew, so that no case sees what another did to it.
 */

/** Makes a hostile value. */
export type Hostile = () => unknown;

const MEGABYTE = 1_048_576;

/** Own properties that a literal cannot give: JSON makes them, and so do configuration files. */
const parsed =
  (json: string): Hostile =>
  () =>
    JSON.parse(json) as unknown;

function nested(levels: number, wrap: (inner: unknown) => unknown): unknown {
  let value: unknown = "111111111111";
  for (let level = 0; level < levels; level++) value = wrap(value);
  return value;
}

function cyclicObject(): unknown {
  const value: Record<string, unknown> = { push: ["111111111111"] };
  value["pull"] = value;
  value["self"] = [value];
  return value;
}

function cyclicList(): unknown {
  const value: unknown[] = ["111111111111"];
  value.push(value);
  return value;
}

function sparse(length: number): unknown {
  const value: string[] = [];
  value[length - 1] = "111111111111";
  return value;
}

/** Wrong values of every kind. */
export const HOSTILE_VALUES: readonly Hostile[] = [
  // Nothing, and things that are not what they look like.
  ...[undefined, null, true, false, 0, -1, -0, NaN, Infinity, 111111111111, 1e21, 0.5].map((value) => () => value),
  () => 111111111111n,
  () => Symbol("111111111111"),
  () => () => "111111111111",
  () => class Grantee {},
  () => new Date(0),
  () => new Date(NaN),
  () => /111111111111/,
  () => new Map([["pull", ["111111111111"]]]),
  () => new Set(["111111111111"]),
  () => new Error("111111111111"),
  () => Promise.resolve("111111111111"),
  () => new String("111111111111"),
  () => new Uint8Array(12),
  () => Object.create(null) as unknown,
  () => Object.create({ push: ["111111111111"] }) as unknown,
  () => Object.freeze(["111111111111"]),
  // Texts.
  ...[
    "",
    " ",
    "\0",
    "111111111111\0",
    "111111111111\n",
    "１１１１１１１１１１１１",
    "*",
    "o-",
    "arn:",
    "constructor",
    "__proto__",
  ].map((text) => () => text),
  ...["\ud800", "app\udc00", "arn:aws:iam::111111111111:role/\ud83d", "o-a1b2c3d4e5/r-ab12/\u202e", "é", "👩‍👩‍👧"].map(
    (text) => () => text,
  ),
  ...[
    "a",
    "0",
    "/",
    "a/",
    "*",
    "\0",
    "é",
    "arn:aws:iam::111111111111:role/a/",
    "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/",
  ].map((text) => () => text.repeat(Math.ceil(MEGABYTE / text.length))),
  () => `arn:aws:iam::111111111111:role/${"a/".repeat(MEGABYTE / 2)}`,
  () => `${"a-".repeat(MEGABYTE / 2)}!`,
  // Lists.
  () => [],
  () => [[]],
  () => [["111111111111"], [["111111111111"]]],
  () => [null, undefined, NaN, {}, []],
  () => [111111111111n, Symbol.iterator, () => undefined],
  () => ["111111111111", "111111111111"],
  () => sparse(1_000),
  () => ({ length: 3, 0: "111111111111" }),
  cyclicList,
  () => nested(10_000, (inner) => [inner]),
  // Objects.
  () => ({}),
  cyclicObject,
  () => nested(10_000, (inner) => ({ push: inner })),
  () => nested(10_000, (inner) => ({ repositories: inner })),
  () => ({ push: "111111111111", pull: null, lambda: {} }),
  () => ({ [Symbol("push")]: ["111111111111"] }),
  parsed('{"__proto__":{"push":["111111111111"]}}'),
  parsed('{"__proto__":["111111111111"],"constructor":{"prototype":{"polluted":true}},"prototype":null}'),
  parsed('{"constructor":["111111111111"],"toString":1,"hasOwnProperty":1,"valueOf":null,"toJSON":"x"}'),
  parsed('{"app":{"__proto__":{"pull":["111111111111"]}},"__proto__":{"pull":["111111111111"]}}'),
  parsed('[{"__proto__":null},"__proto__"]'),
  () => ({ toString: null, toJSON: () => ({ push: ["*"] }) }),
];

/** Names of properties that documents or objects may be mistaken by. */
export const HOSTILE_NAMES: readonly string[] = [
  "__proto__",
  "constructor",
  "prototype",
  "hasOwnProperty",
  "toJSON",
  "",
  " ",
  "\0",
  "\ud800",
  "app\n",
  "App",
  "a".repeat(257),
  "a".repeat(MEGABYTE),
  "a/".repeat(500_000),
  "pulls",
  "*",
  "../app",
  "０",
];
