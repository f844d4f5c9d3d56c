import * as pulumi from "@pulumi/pulumi";

/** A resource as a Pulumi program registers it. */
export interface RegisteredResource {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** The URN and id of its provider; empty for the default provider. */
  readonly provider: string;
  readonly parent: string;
  readonly protect: boolean;
  /** Its other options that the engine acts on; those at their default are left out. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** What running a program under mocks showed. */
export interface ProgramRun<Result> {
  readonly resources: readonly RegisteredResource[];
  readonly result: Result;
}

/**
 * Runs a Pulumi program with mocks and waits until every resource is registered. Proof limit: no engine and no provider runs.
 *
 * @param preview - In preview, what only AWS can say is unknown.
 * @param keyArn - The ARN that AWS gives to every key, or to a key of a name; without it a stand-in that names the resource.
 */
export async function runPulumi<Result>(
  program: () => Result,
  { preview = false, keyArn }: { preview?: boolean; keyArn?: string | ((name: string) => string) } = {},
): Promise<ProgramRun<Result>> {
  const inputs = new Map<string, RegisteredResource["inputs"]>();
  await pulumi.runtime.setMocks(
    {
      newResource: (made) => {
        const given = made.inputs as RegisteredResource["inputs"];
        inputs.set(`${made.type} ${made.name}`, given);
        const fromAws = {
          ...knownToAws(made.type, made.name),
          ...(keyArn && made.type === KEY ? { arn: typeof keyArn === "string" ? keyArn : keyArn(made.name) } : {}),
        };
        const state = preview ? { ...given } : { ...given, ...fromAws };
        return { id: preview ? "" : `${made.name}-id`, state };
      },
      call: (call) => call.inputs as Record<string, unknown>,
    },
    "project",
    "stack",
    preview,
  );
  const requests = recordRequests();
  const result = program();
  await pulumi.runtime.disconnect();
  const resources = requests.map((request) => ({
    type: request.getType(),
    name: request.getName(),
    inputs: inputs.get(`${request.getType()} ${request.getName()}`) ?? {},
    provider: request.getProvider(),
    parent: request.getParent(),
    protect: request.getProtect() ?? false,
    options: optionsOf(request),
  }));
  return { result, resources };
}

/** Mocks are not told a resource's options; the requests to the monitor hold them. */
function recordRequests(): readonly RegisterRequest[] {
  const requests: RegisterRequest[] = [];
  const monitor = pulumi.runtime.getMonitor() as unknown as Monitor;
  const register = monitor.registerResource.bind(monitor);
  monitor.registerResource = (request, callback) => {
    requests.push(request);
    register(request, callback);
  };
  return requests;
}

interface Monitor {
  registerResource(request: RegisterRequest, callback: unknown): void;
}

interface RegisterRequest {
  getType(): string;
  getName(): string;
  getProvider(): string;
  getParent(): string;
  getProtect(): boolean | undefined;
  toObject(): Readonly<Record<string, unknown>>;
}

/** Fields of a request → the options that they are in a program. */
const OPTIONS: Readonly<Record<string, string>> = {
  additionalsecretoutputsList: "additionalSecretOutputs",
  aliasesList: "aliases",
  aliasurnsList: "aliasUrns",
  customtimeouts: "customTimeouts",
  deletebeforereplace: "deleteBeforeReplace",
  deletedwith: "deletedWith",
  dependenciesList: "dependsOn",
  hidediffsList: "hideDiffs",
  ignorechangesList: "ignoreChanges",
  importid: "import",
  replaceonchangesList: "replaceOnChanges",
  replaceWithList: "replaceWith",
  retainondelete: "retainOnDelete",
};

function optionsOf(request: RegisterRequest): RegisteredResource["options"] {
  const fields = request.toObject();
  return Object.fromEntries(
    Object.entries(OPTIONS).flatMap(([field, option]) => (isGiven(fields[field]) ? [[option, fields[field]]] : [])),
  );
}

/** A request has an empty text, list or object where a program gave nothing. */
function isGiven(value: unknown): boolean {
  return typeof value === "object" && value !== null ? Object.values(value).some(isGiven) : Boolean(value);
}

const KEY = "aws:kms/key:Key";

/** The attributes that AWS would give. */
function knownToAws(type: string, name: string): Record<string, string> {
  const attributes: Record<string, readonly string[]> = {
    [KEY]: ["arn", "keyId"],
    "aws:kms/replicaKey:ReplicaKey": ["arn", "keyId"],
    "aws:ecr/repository:Repository": ["arn", "repositoryUrl", "registryId"],
    "aws:iam/policy:Policy": ["arn"],
    "aws:iam/role:Role": ["arn"],
    "aws:sns/topic:Topic": ["arn"],
  };
  return Object.fromEntries((attributes[type] ?? []).map((attribute) => [attribute, `<${name}.${attribute}>`]));
}
