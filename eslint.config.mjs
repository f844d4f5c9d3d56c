import js from "@eslint/js";
import { createNodeResolver, importX } from "eslint-plugin-import-x";
import jsdoc from "eslint-plugin-jsdoc";
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";
import { CLI_ROOMS, CORE_ROOMS, zonesOf } from "./scripts/rooms.mjs";

const LIBRARY = ["shared/**/*.ts", "pulumi/**/*.ts", "cdktf/**/*.ts"];
const CLI = ["cli/**/*.ts"];
const STRICT = [...LIBRARY, ...CLI, "scripts/**/*.ts"];
const RELAXED = ["test/**/*.ts", "examples/**/*.ts", "bench/**/*.ts"];

// Its index loads every AWS resource: seconds of start-up and hundreds of megabytes.
const BARE_PROVIDER = {
  name: "@cdktf/provider-aws",
  message: 'import the one resource: "@cdktf/provider-aws/lib/<resource>"',
};

/** What an exported declaration is, for rules about comments. */
const EXPORTED = ["FunctionDeclaration", "ClassDeclaration", "TSInterfaceDeclaration"];

// Taking properties out of an object by naming them, and parameters that a signature asks for, are uses.
const UNUSED = {
  "@typescript-eslint/no-unused-vars": [
    "error",
    { ignoreRestSiblings: true, argsIgnorePattern: "^_", varsIgnorePattern: "^_" },
  ],
};

/** One room may not import what belongs to another. */
function forbidImports(...patterns) {
  return { "no-restricted-imports": ["error", { paths: [BARE_PROVIDER], patterns }] };
}

/** Who is outside the core takes only what its entries give. */
function entriesOnly(target, entries) {
  return [
    {
      target,
      from: "./shared",
      except: entries.map((entry) => `./${entry}.ts`),
      message: `${target.slice(2)}/ may import of shared/ only ${entries.join(" and ")}.`,
    },
  ];
}

export default defineConfig(
  globalIgnores([
    "**/dist/",
    "cdktn/",
    "test/consumers/*/**",
    "**/coverage/",
    "**/cdktf.out/",
    "**/.terraform/",
    ".ecr-kms/",
  ]),
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  js.configs.recommended,
  {
    files: ["**/*.mjs"],
    languageOptions: { globals: { console: "readonly", process: "readonly" } },
  },
  {
    files: ["**/*.{js,cjs}"],
    languageOptions: {
      sourceType: "commonjs",
      globals: { require: "readonly", exports: "writable", __dirname: "readonly" },
    },
  },
  {
    files: ["**/*.ts"],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: forbidImports(),
  },

  // What users run, and what builds it: everything the linter knows.
  { files: STRICT, extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked] },
  {
    files: STRICT,
    rules: {
      ...UNUSED,
      "@typescript-eslint/consistent-type-imports": "error",
      // A new member of a union is an error wherever a switch decides by it: no default takes it in silently.
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      // It asks for `x!` where no-non-null-assertion forbids it: `x as string` says what is known.
      "@typescript-eslint/non-nullable-type-assertion-style": "off",
      // A number in a text reads as it is; what is forbidden is an object that would read "[object Object]".
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
    },
  },
  {
    files: [...LIBRARY, ...CLI],
    plugins: { jsdoc },
    rules: {
      "jsdoc/require-jsdoc": [
        "error",
        {
          publicOnly: true,
          require: { FunctionDeclaration: true, ClassDeclaration: true },
          contexts: ["TSInterfaceDeclaration"],
        },
      ],
      // Constructors and properties may have a tag alone (`@throws`, `@default`): their names say the rest.
      "jsdoc/require-description": ["error", { contexts: EXPORTED }],
    },
  },

  // Tests and examples: the same types, without the matters of taste.
  { files: RELAXED, extends: [tseslint.configs.recommendedTypeChecked] },
  { files: RELAXED, rules: UNUSED },
  {
    files: ["test/**/*.ts"],
    rules: {
      // Chai's assertions are properties: expect(x).to.be.true.
      "@typescript-eslint/no-unused-expressions": "off",
    },
  },

  // The arrow of imports: adapters and the command line → shared/, and nothing else; inside a house, only to the rooms before.
  {
    files: [...LIBRARY, ...CLI],
    plugins: { "import-x": importX },
    settings: { "import-x/resolver-next": [createNodeResolver({ extensions: [".ts"] })] },
    rules: {
      "import-x/no-restricted-paths": [
        "error",
        {
          zones: [
            { target: "./shared", from: ".", except: ["./shared"], message: "shared/ imports nothing from outside." },
            ...entriesOnly("./pulumi", ["index", "plans"]),
            ...entriesOnly("./cdktf", ["index", "plans"]),
            ...entriesOnly("./cli", ["index", "internal"]),
            ...zonesOf("shared", CORE_ROOMS),
            ...zonesOf("cli", CLI_ROOMS),
          ],
        },
      ],
    },
  },
  {
    files: ["shared/**/*.ts"],
    rules: {
      // Callers may write JavaScript: what the types call a string is converted before it is used as one.
      "@typescript-eslint/no-unnecessary-type-conversion": "off",
      ...forbidImports({
        regex: "^(?!\\.{1,2}/)",
        message: "shared/ depends on nothing: no package and no node:*",
      }),
      "no-restricted-syntax": ["error", { selector: "ImportExpression", message: "shared/ imports statically" }],
    },
  },
  {
    files: ["pulumi/**/*.ts"],
    rules: forbidImports({
      regex: "^(cdktf|cdktn|constructs|@cdktf|@cdktn)(/|$)|^\\.\\./cdktf(/|$)",
      message: "a Pulumi user does not have CDKTF installed",
    }),
  },
  {
    files: ["cdktf/**/*.ts"],
    rules: forbidImports({
      regex: "^@pulumi/|^\\.\\./pulumi(/|$)",
      message: "a CDKTF user does not have Pulumi installed",
    }),
  },
  {
    files: CLI,
    rules: forbidImports({
      regex: "^(@pulumi|cdktf|cdktn|constructs|@cdktf|@cdktn)(/|$)",
      message: "the command line reads what the toolchains write; it needs neither of them installed",
    }),
  },
);
