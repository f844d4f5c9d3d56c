/**
 * The proof of access for tests of one's own: the same as `ecr-kms check --expect`, as a function.
 *
 * @module ecr-kms-cli/access
 */
import { resolve } from "node:path";
import type { RegistryTopology } from "../shared";
import { findCell } from "./proof/find-cell";
import { readOptions } from "./config/read-options";
import { readConfig, type CheckConfig } from "./config/check-config";
import { withAccounts } from "./config/with-accounts";
import type { AccessComparison } from "./comparison/access-comparison";
import { compareModels, readBoth } from "./comparison/compare-inputs";
import type { AccessModel } from "./model/access-model";
import { compareWithExpectation } from "./expectation/compare-with-expectation";
import { givenExpectation } from "./expectation/read-expectation";
import type { Difference, Expectation } from "./expectation/expectation";
import { decidingModel, verdictOf } from "./proof/kms-model";
import type { AccessProof, Explanation, OperationId, Verdict } from "./proof/proof";
import { proveAccessModel } from "./proof/prove";
import { readInputs } from "./readers/read-inputs";
import { ACCOUNTS_OF_PROVIDERS } from "./config/value-schemas";
import { readBySchema } from "./toolkit/schema/read-by-schema";
import { readJsonFile } from "./toolkit/read-json-file";
import { modelFromTopology } from "./readers/topology/read-topology-file";
import { findAll } from "./rules/find-all";
import type { RuleFinding } from "./rules/finding";
import type { KmsModel } from "./proof/proof";

/** How access is proved. */
export interface ProveAccessOptions {
  /** Intended access: as data, or the path of a file with it. @default - nothing is expected */
  readonly expect?: string | Expectation;
  /** The path of a configuration file. @default - none: the file that the command line would find is not read */
  readonly config?: string;
  /**
   * The account of providers that do not say theirs; provider → account for several.
   *
   * @default - what the configuration and the inputs say
   */
  readonly account?: string | Readonly<Record<string, string>>;
  /** The Region of providers that do not say theirs. @default - what the configuration and the inputs say */
  readonly region?: string;
  /** Which account of ECR and KMS decides. @default - what the expectation says, else "documented" */
  readonly kmsModel?: KmsModel;
  /** What paths are relative to. @default - the current folder */
  readonly folder?: string;
}

/** Proved access. */
export interface ProvedAccess {
  /** What differs from the intended access; empty when nothing does. Messages are for people. */
  readonly differences: readonly Difference[];
  /** What the intended access leaves out or accepts, each in a sentence. */
  readonly relaxations: readonly string[];
  /** What the rules found, worst first. */
  readonly findings: readonly RuleFinding[];
  /** The whole proof: every principal, repository and answer. */
  readonly proof: AccessProof;
  /**
   * Whether somebody can do something.
   *
   * @param principal - ARN, name, or account id.
   * @throws InputError for a principal or repository that is not in the inputs
   */
  can(principal: string, operation: OperationId, repository: string): Verdict;
  /** All that led to an answer. @throws InputError as `can` does */
  explain(principal: string, operation: OperationId, repository: string): Promise<Explanation>;
}

/**
 * Proves who can push and pull, from what will be deployed.
 *
 * @param inputs - Paths as `ecr-kms check` takes them, or a topology.
 * @throws InputError with everything that is wrong with the inputs
 * @example
 * const access = await proveAccess("cdktf.out", { expect: "expected-access.json" });
 * expect(access.differences).to.deep.equal([]);
 */
export async function proveAccess(inputs: AccessInputs, options: ProveAccessOptions = {}): Promise<ProvedAccess> {
  const { file, config, read } = readingOf(options);
  const expectation = givenExpectation(options.expect, file);
  const proof = await proveAccessModel(await read(inputs));
  const kmsModel = decidingModel(options, expectation, config);
  const find = (principal: string, operation: OperationId, repository: string): ReturnType<typeof findCell> =>
    findCell(proof, [principal, repository, operation]);
  return {
    proof,
    ...(expectation === undefined
      ? { differences: [], relaxations: [] }
      : await compareWithExpectation(proof, expectation, kmsModel)),
    findings: findAll({ model: proof.model, proof }, config),
    can: (...question) => {
      const place = find(...question);
      return verdictOf(proof.cell(place.principal, place.repository, place.operation), kmsModel);
    },
    explain: async (...question) => {
      const place = find(...question);
      return proof.explain(place.principal, place.repository, place.operation);
    },
  };
}

/**
 * Compares who can push and pull in two sets of inputs: the same as `ecr-kms check … --against …`, as a function.
 *
 * @param newInputs - What is to be: paths as `ecr-kms check` takes them, or a topology.
 * @param oldInputs - What it is compared with.
 * @throws InputError with everything that is wrong with the inputs of both sides
 * @example
 * const { changes, hasNewAccess } = await compareAccess("plan.json", "state.json");
 * expect(hasNewAccess).to.equal(false);
 */
export async function compareAccess(
  newInputs: AccessInputs,
  oldInputs: AccessInputs,
  options: Omit<ProveAccessOptions, "expect"> = {},
): Promise<AccessComparison> {
  const { config, read } = readingOf(options);
  const models = await readBoth(
    async () => read(newInputs),
    async () => read(oldInputs),
  );
  return compareModels(models, decidingModel(options, config));
}

/** Paths as `ecr-kms check` takes them, or a topology. */
export type AccessInputs = string | readonly string[] | RegistryTopology;

/** What the options say about reading. */
interface Reading {
  readonly file: (path: string) => unknown;
  readonly config: CheckConfig;
  readonly read: (inputs: AccessInputs) => Promise<AccessModel>;
}

function readingOf({ folder = process.cwd(), config: path, account = {}, region }: ProveAccessOptions): Reading {
  const file = (name: string): unknown => readJsonFile(resolve(folder, name), name);
  const config = readConfig(path === undefined ? {} : file(path), path ?? "config");
  const given = readBySchema(ACCOUNTS_OF_PROVIDERS, account, "account");
  const accounts = typeof given === "string" ? { accountId: given, accounts: {} } : { accounts: given };
  const reading = readOptions({ ...accounts, region }, config);
  const read = async (inputs: AccessInputs): Promise<AccessModel> => {
    const paths = typeof inputs === "string" ? [inputs] : inputs;
    const model = isList(paths) ? await readInputs(paths, reading, folder) : modelFromTopology(paths, "topology");
    return withAccounts(model, config);
  };
  return { file, config, read };
}

function isList(inputs: readonly string[] | RegistryTopology): inputs is readonly string[] {
  return Array.isArray(inputs);
}

export type {
  AccessChange,
  AccessChangeKind,
  ComparedRepository,
  ComparedVerdict,
  ComparisonSummary,
  Concerned,
  GapChange,
} from "./comparison/access-comparison";
export type { Call, CallProof, Cell, DocumentRef, Opinion, Remedy, StatementRef } from "./proof/proof";
export type { AccessComparison, AccessProof, Difference, Expectation, Explanation, OperationId, RuleFinding, Verdict };
export { InputError, type Problem } from "./toolkit/input-error";
