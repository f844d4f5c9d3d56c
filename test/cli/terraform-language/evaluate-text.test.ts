import { expect } from "chai";
import * as fc from "fast-check";
import { evaluateDeep, evaluateText, referenceIn } from "../../../cli/terraform-language/evaluate-text";
import { lazyObject } from "../../../cli/terraform-language/lazy-object";
import type { Scope } from "../../../cli/terraform-language/scope";

const KEY = "arn:aws:kms:us-east-1:123456789012:key/1";

const ROLES = ["a", "b"].map((name) => ({ name, arn: `arn:aws:iam::123456789012:role/${name}` }));

const names: Readonly<Record<string, unknown>> = {
  aws_kms_key: {
    key: lazyObject({ arn: () => KEY, key_id: () => "1" }, { whole: "aws_kms_key.key", given: () => undefined }),
  },
  aws_iam_role: { counted: ROLES, each: { blue: ROLES[0], "red-1": ROLES[1] } },
  local: { text: "Text", number: 3, yes: true, nothing: null, list: ["b", "a"], object: { b: 2, a: 1 }, half: "x/${" },
  circle: lazyObject({
    one: () => evaluateText("${circle.two}", scope),
    two: () => evaluateText("${circle.one}", scope),
  }),
};
const scope: Scope = { find: (name) => (Object.hasOwn(names, name) ? names[name] : undefined) };

const u = (what: string): string => `«unknown: ${what}»`;

/** Expression → value; the values of all that is constant were compared with those of `terraform console`. */
const CASES: readonly (readonly [expression: string, value: unknown])[] = [
  // Literals, lists and objects
  ['"a\\tb\\u00e9\\"\\\\"', 'a\tbé"\\'],
  ["1.5", 1.5],
  ["1e3", 1000],
  ["true", true],
  ["null", null],
  ["[1, 2,]", [1, 2]],
  ['{a = 1, "b-c" : 2, (local.text) = 3}', { a: 1, "b-c": 2, Text: 3 }],
  ["{\n a = 1\n b = 2 # a comment\n}", { a: 1, b: 2 }],
  ["[/* nothing */]", []],
  // References
  ["aws_kms_key.key.arn", KEY],
  ['aws_kms_key["key"]["arn"]', KEY],
  ["aws_iam_role.counted[1].name", "b"],
  ["aws_iam_role.counted.1.name", "b"],
  ["aws_iam_role.counted[*].arn", ROLES.map(({ arn }) => arn)],
  ["aws_iam_role.counted.*.arn", ROLES.map(({ arn }) => arn)],
  ["aws_iam_role.counted[*].arn[0]", [u("aws_iam_role.counted[*].arn[0]"), u("aws_iam_role.counted[*].arn[0]")]],
  ['aws_iam_role.each["red-1"].name', "b"],
  ["aws_iam_role.each.red-1.name", "b"],
  ["local.nothing[*]", []],
  ["local.text[*]", ["Text"]],
  // What is not known, or no value
  ["data.aws_s3_bucket.logs.arn", u("data.aws_s3_bucket.logs.arn")],
  ['data.aws_s3_bucket.logs["x"].arn', u("data.aws_s3_bucket.logs['x'].arn")],
  ["aws_kms_key.key.creation_date", u("aws_kms_key.key.creation_date")],
  ["aws_kms_key.key", u("aws_kms_key.key")],
  ["aws_iam_role.counted[2].arn", u("aws_iam_role.counted[2].arn")],
  ["local.missing", u("local.missing")],
  ["local.text.further", u("local.text.further")],
  ["local.list[data.x.y]", u("local.list[data.x.y]")],
  ["circle.one", u("one")],
  ["constructor", u("constructor")],
  ["local.constructor", u("local.constructor")],
  ["toString(1)", u("toString(1)")],
  ['templatefile("x",\n  {})', u("templatefile('x', {})")],
  ["1 2", u("1 2")],
  ["", u("")],
  ["~ local.text ~", u("~ local.text ~")],
  // Operators and conditions
  ["local.yes ? local.text : data.x.y", "Text"],
  ["data.x.y ? 1 : 2", u("data.x.y ? 1 : 2")],
  ["local.number ? 1 : 2", u("local.number ? 1 : 2")],
  ['local.number == 3 && local.text != "x"', true],
  ['1 == "1"', false],
  ["data.x.y == 1", u("data.x.y == 1")],
  ["data.x.y && false", false],
  ["true || data.x.y", true],
  ["data.x.y || false", u("data.x.y || false")],
  ["!local.yes", false],
  ["-local.number + 2 * (1 + 1) - 6 / 3 % 2", 1],
  ["2 > 1", true],
  ["1e999", u("1e999")],
  ["1 / 0", u("1 / 0")],
  // Loops
  ['[for i, v in ["x", "y"] : "${i}${v}" if v != "x"]', ["1y"]],
  ["{for k, v in local.object : v => k}", { 1: "a", 2: "b" }],
  ['{for v in ["aa", "ab"] : substring => v...}', u("{for v in ['aa', 'ab'] : substring => v...}")],
  ['{for v in local.list : "k" => v...}', { k: ["b", "a"] }],
  ['{for v in local.list : "k" => v}', u("{for v in local.list : 'k' => v}")],
  ["[for v in data.x.y : v.id]", u("[for v in data.x.y : v.id]")],
  ["[for role in aws_iam_role.counted : role.unique_id]", [u("role.unique_id"), u("role.unique_id")]],
  // Functions
  ['coalesce("", null, "x")', "x"],
  ['coalesce(data.x.y, "x")', u("coalesce(data.x.y, 'x')")],
  ['compact(["", "a", null])', ["a"]],
  ['concat(["a"], local.list)', ["a", "b", "a"]],
  ["concat(local.list, data.x.y)", u("concat(local.list, data.x.y)")],
  ["concat([data.x.y], local.list)", [u("data.x.y"), "b", "a"]],
  ["concat([local.list]...)", ["b", "a"]],
  ['contains(local.list, "a")', true],
  ['contains([data.x.y], "a")', u("contains([data.x.y], 'a')")],
  ['distinct(["a", "b", "a"])', ["a", "b"]],
  ['element(["a", "b"], 3)', "b"],
  ["element([], 0)", u("element([], 0)")],
  ['flatten([["a"], "b", [["c"]]])', ["a", "b", "c"]],
  ['flatten([["a"], data.x.y])', u("flatten([['a'], data.x.y])")],
  ['format("%s-%d-%v-%q %% %v %03d", "a", 3, true, "q", [1, 2], 7)', 'a-3-true-"q" % [1,2] 007'],
  ['format("%s/*", data.x.y)', `${u("data.x.y")}/*`],
  ['format("%s")', u("format('%s')")],
  ['formatlist("arn:aws:iam::%s:%s", ["1", "2"], "root")', ["arn:aws:iam::1:root", "arn:aws:iam::2:root"]],
  ['formatlist("%s-%s", "a", "b")', ["a-b"]],
  ['formatlist(["%s"], "b")', u("formatlist(['%s'], 'b')")],
  ['formatlist("%s", [])', []],
  ['formatlist("%s/*", ["a", data.x.y])', ["a/*", `${u("data.x.y")}/*`]],
  ['formatlist("%s", data.x.y)', u("formatlist('%s', data.x.y)")],
  ['formatlist("%s%s", ["a", "b"], ["c"])', u("formatlist('%s%s', ['a', 'b'], ['c'])")],
  ['join("-", ["a"], ["b", "c"])', "a-b-c"],
  ['join(",", ["a", data.x.y])', `a,${u("data.x.y")}`],
  ['join(",", data.x.y)', u("join(',', data.x.y)")],
  ['jsondecode("{\\"a\\":[1]}")', { a: [1] }],
  ['jsondecode("{")', u("jsondecode('{')")],
  ['jsonencode({b = "<x>&", a = 1.50, c = null})', '{"a":1.5,"b":"\\u003cx\\u003e\\u0026","c":null}'],
  ['jsonencode({a = data.x["y"].z})', `{"a":"${u("data.x['y'].z")}"}`],
  ["jsonencode([aws_kms_key.key])", `["${u("aws_kms_key.key")}"]`],
  ["jsonencode({a = lower(1, 2)})", `{"a":"${u("lower(1, 2)")}"}`],
  ["keys(local.object)", ["a", "b"]],
  ["keys(aws_kms_key.key)", u("keys(aws_kms_key.key)")],
  ['length("äö")', 2],
  ["length([data.x.y, 1])", 2],
  ["length(data.x.y)", u("length(data.x.y)")],
  ['lookup(local.object, "c", "none")', "none"],
  ['lookup(local.object, "c")', u("lookup(local.object, 'c')")],
  ['lookup(local.object, data.x.y, "none")', u("lookup(local.object, data.x.y, 'none')")],
  ['lower("ÄB")', "äb"],
  ["lower(data.x.y)", u("lower(data.x.y)")],
  ['lower("A-${data.x.y}")', u("lower('A-${data.x.y}')")],
  ["merge(local.object, null, {c = data.x.y})", { a: 1, b: 2, c: u("data.x.y") }],
  ["one([])", null],
  ['one(["a"])', "a"],
  ["one(local.list)", u("one(local.list)")],
  ['replace("a.b.c", ".", "-")', "a-b-c"],
  ['replace("a.b.c", "/[.](.)/", "-$1")', "a-b-c"],
  ['replace("a", "/(/", "-")', u("replace('a', '/(/', '-')")],
  ["sort(local.list)", ["a", "b"]],
  ['split(",", "a,b")', ["a", "b"]],
  ['split(",", "")', [""]],
  ["tolist(local.list)", ["b", "a"]],
  ["tomap(local.object)", { a: 1, b: 2 }],
  ['tonumber("7")', 7],
  ['tobool("true")', true],
  ['toset(["b", "a", "b"])', ["a", "b"]],
  ["tostring(1.0)", "1"],
  ["tostring(null)", null],
  ['trimprefix("abc", "a")', "bc"],
  ['trimsuffix("abc", "c")', "ab"],
  ['try(local.missing.further, "other")', "other"],
  ['try(data.x.y, "other")', u("data.x.y")],
  ["try(local.missing)", u("try(local.missing)")],
  ["can(local.missing)", false],
  ["can(local.text)", true],
  ['upper("a")', "A"],
  ["values(local.object)", [1, 2]],
];

describe("the evaluator of Terraform expressions", () => {
  for (const [expression, value] of CASES) {
    it(`evaluates \${${expression.replaceAll("\n", " ")}}`, () => {
      expect(evaluateText(`\${${expression}}`, scope)).to.deep.equal(value);
    });
  }

  const TEXTS: readonly (readonly [text: string, value: unknown])[] = [
    ["arn:${aws_kms_key.key.key_id}/${data.x.y}/*", `arn:1/${u("data.x.y")}/*`],
    ["$${aws:username} %%{x} ${local.text}", "${aws:username} %{x} Text"],
    ["a\\n${local.number}${local.yes}", "a\\n3true"],
    ["a ${local.list}", `a ${u("local.list")}`],
    ["a ${null}", `a ${u("null")}`],
    ['${"inner ${local.text} ${data.x.y} ${local.list}"}', `inner Text ${u("data.x.y")} ${u("local.list")}`],
    ['a ${jsonencode({a = "}"})}', 'a {"a":"}"}'],
    ["a ${local.text", u("a ${local.text")],
    ['${"a', u("${'a")],
    ["%{ if true }a%{ endif }", u("%{ if true }a%{ endif }")],
    ['{"a":"${jsonencode("x")}"}', '{"a":""x""}'],
    ["${local.half}", "x/${"],
  ];
  for (const [text, value] of TEXTS) {
    it(`evaluates the text ${text}`, () => {
      expect(evaluateText(text, scope)).to.deep.equal(value);
    });
  }

  it("evaluates every text and key of a value, and leaves the rest", () => {
    const value = { "${local.text}": ["${local.number}", { deep: "${data.x.y}", "${local.list}": 1 }], n: 1, z: null };
    expect(evaluateDeep(value, scope)).to.deep.equal({
      Text: [3, { deep: u("data.x.y"), [u("${local.list}")]: 1 }],
      n: 1,
      z: null,
    });
  });

  it("keeps a JSON text whole whatever is unknown in it", () => {
    const text = '{"Resource":"${data.x["y"].arn}","Other":"${replace(data.x.y, "\\\\", "/")}"}';
    expect(JSON.parse(evaluateText(text, scope) as string)).to.deep.equal({
      Resource: u("data.x['y'].arn"),
      Other: u("replace(data.x.y, '', '/')"),
    });
  });

  it("ends expressions that are nested too deep in a marker", () => {
    const deep = `${"(".repeat(5000)}1${")".repeat(5000)}`;
    expect(evaluateText(`\${${deep}}`, scope)).to.equal(u(deep));
  });
});

describe("the reference that a text consists of", () => {
  for (const [text, reference] of [
    ["${aws_kms_key.key.key_id}", "aws_kms_key.key.key_id"],
    ['${ aws_kms_key.key["a"].arn }', 'aws_kms_key.key["a"].arn'],
    ["${data.aws_kms_alias.a.target_key_arn}", "data.aws_kms_alias.a.target_key_arn"],
    ["${local.key}", "local.key"],
    ["${name}", undefined],
    ["${aws_kms_key.key[local.index].arn}", undefined],
    ["${lower(local.key)}", undefined],
    ["x${local.key}", undefined],
    ["${local.", undefined],
    ["alias/key", undefined],
    ["", undefined],
  ] as const) {
    it(`is ${String(reference)} for ${JSON.stringify(text)}`, () => {
      expect(referenceIn(text)).to.equal(reference);
    });
  }
});

describe("properties of the evaluator", () => {
  it("gives texts without expressions back as they are", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'$%{}"\\\n a0.é\u{1f600}»') }), (text) => {
        fc.pre(!/[$%]\{/.test(text));
        expect(evaluateText(text, scope)).to.equal(text);
      }),
    );
  });

  it("gives every text back when its openings are escaped", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("${", "%{", "}", "a", '"', "\\", " ")), (pieces) => {
        const text = pieces.join("");
        expect(evaluateText(text.replace(/([$%])\{/g, "$1$1{"), scope)).to.equal(text);
      }),
    );
  });

  it("never throws", () => {
    const piece = fc.constantFrom(
      ...[
        "${",
        "}",
        "%{",
        "(",
        ")",
        "[",
        "]",
        "{",
        '"',
        "\\",
        ",",
        ".",
        "*",
        "=",
        "=>",
        "...",
        "?",
        ":",
        "-",
        "!",
        "&&",
      ],
      ...[
        "for",
        "in",
        "if",
        "try",
        "jsonencode",
        "join",
        "format",
        "formatlist",
        "element",
        "merge",
        "local",
        "text",
        "list",
        "data",
      ],
      ...["x", "1", "0", " ", "\n", "null", "true", "==", "/", "%", "object", "circle", "one", "aws_kms_key", "key"],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
        evaluateText(pieces.join(""), scope);
        evaluateText(`\${${pieces.join("")}}`, scope);
      }),
      { numRuns: 1000 },
    );
  });

  it("never throws whatever the functions are given", () => {
    const FUNCTIONS = [...new Set(CASES.flatMap(([text]) => /^[a-z]+(?=\()/.exec(text) ?? []))];
    const value = fc.constantFrom("local.text", "local.list", "local.object", "local.number", "null", "data.x.y", "-1");
    fc.assert(
      fc.property(fc.constantFrom(...FUNCTIONS), fc.array(value, { maxLength: 4 }), (name, values) => {
        evaluateText(`\${${name}(${values.join(", ")})}`, scope);
      }),
      { numRuns: 1000 },
    );
  });
});
