import { join } from "node:path";
import * as ts from "typescript";
import * as forCdktf from "../../cdktf";
import * as forPulumi from "../../pulumi";
import * as core from "../../shared";

/** What blocks take for granted: the page, or the block before, has made it. */
const GIVEN = {
  cdktf: {
    "stack, frankfurt, dublin, irelandStack, backupStack, registryStack": 'import("cdktf").TerraformStack',
    key: 'import("ecr-kms/cdktf").RepositoryKey',
    hub: 'import("ecr-kms/cdktf").RegistryHub',
  },
  pulumi: {
    "ireland, registry": 'import("@pulumi/aws").Provider',
    key: 'import("ecr-kms/pulumi").RepositoryKey',
    hub: 'import("ecr-kms/pulumi").RegistryHub',
  },
  both: {
    topology: 'import("ecr-kms").RegistryTopology',
    replication: 'import("ecr-kms").ReplicationConfig',
    rules: 'import("ecr-kms").PullThroughCacheConfig["rules"]',
    "region, registryAccountId, keyArn": "string",
    "it, describe": 'import("mocha").TestFunction',
    expect: 'typeof import("chai").expect',
    SnsTopicSubscription: 'typeof import("@cdktf/provider-aws/lib/sns-topic-subscription").SnsTopicSubscription',
  },
} as const;

const EXPORTS = { cdktf: Object.keys(forCdktf), pulumi: Object.keys(forPulumi) };

/** A toolchain for which a block may be meant. */
export type Toolchain = "cdktf" | "pulumi";

/**
 * A block as a module: what it uses and does not import or declare is imported or declared before it.
 */
export function moduleOf(block: string, toolchain: Toolchain): string {
  const uses = (name: string): boolean => new RegExp(`(?<![\\w$"/-]|(?<!\\.\\.)\\.)${name}\\b(?!:)`).test(block);
  const has = (name: string): boolean => {
    const declared = new RegExp(`\\b(const|function|class|let) (${name}\\b|{[^}]*\\b${name}\\b[^}]*} =)`);
    return declared.test(block) || new RegExp(`import [^;]*\\b${name}\\b[^;]* from`).test(block);
  };
  const wanted = (names: readonly string[]): readonly string[] => names.filter((name) => uses(name) && !has(name));
  const components = wanted(EXPORTS[toolchain]);
  const builders = wanted(Object.keys(core)).filter((name) => !components.includes(name));
  const given = Object.entries({ ...GIVEN[toolchain], ...GIVEN.both }).flatMap(([names, type]) =>
    wanted(names.split(", ")).map((name) => `declare const ${name}: ${type};`),
  );
  return [
    ...(components.length > 0 ? [`import { ${components.join(", ")} } from "ecr-kms/${toolchain}";`] : []),
    ...(builders.length > 0 ? [`import { ${builders.join(", ")} } from "ecr-kms";`] : []),
    ...given,
    "export {};",
    block,
  ].join("\n");
}

const FOLDER = join(__dirname, "blocks");
const TOPOLOGY = 'export declare const topology: import("ecr-kms").RegistryTopology;';
const OPTIONS: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.Preserve,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  types: ["node"],
};

/** What the compiler says of each module, in their order. */
export function typeErrors(modules: readonly string[]): readonly (readonly string[])[] {
  const files = new Map([[join(FOLDER, "topology.ts"), TOPOLOGY]]);
  const names = modules.map((text, index) => {
    const name = join(FOLDER, `${index}.ts`);
    files.set(name, text);
    return name;
  });
  const disk = ts.createCompilerHost(OPTIONS);
  const host: ts.CompilerHost = {
    ...disk,
    directoryExists: (name) => name === FOLDER || (disk.directoryExists?.(name) ?? true),
    fileExists: (name) => files.has(name) || disk.fileExists(name),
    readFile: (name) => files.get(name) ?? disk.readFile(name),
    getSourceFile: (name, ...rest) => {
      const text = files.get(name);
      if (text === undefined) return disk.getSourceFile(name, ...rest);
      return ts.createSourceFile(name, text, ts.ScriptTarget.ES2022);
    },
  };
  const program = ts.createProgram(names, OPTIONS, host);
  return names.map((name) =>
    ts
      .getPreEmitDiagnostics(program, program.getSourceFile(name))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n")),
  );
}
