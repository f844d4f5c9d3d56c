import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The emulator's account where no role of another one is assumed. */
const DEFAULT_ACCOUNT = "123456789012";

interface State {
  readonly resources: readonly {
    readonly mode: string;
    readonly type: string;
    readonly name: string;
    readonly instances: readonly { readonly attributes: Readonly<Record<string, unknown>> }[];
  }[];
}

/**
 * The resources of a state that were made in another account than that of the root's only provider configuration: a running provider that had
 * kept the account of the root before would put them there.
 *
 * @param folder - That of the configuration.
 */
export function arrivedElsewhere(folder: string): readonly string[] {
  const { account, state } = rootIn(folder);
  return state.resources
    .filter(({ mode }) => mode === "managed")
    .flatMap(({ type, name, instances }) =>
      instances.flatMap(({ attributes: { arn } }) => {
        const made = typeof arn === "string" ? arn.split(":")[4] : undefined;
        return made === undefined || made === account ? [] : [`${type}.${name} is in ${made} instead of ${account}`];
      }),
    );
}

function rootIn(folder: string): { readonly account: string; readonly state: State } {
  const configurations = readdirSync(folder)
    .filter((file) => /\.tf(\.json)?$/.test(file))
    .map((file) => readFileSync(join(folder, file), "utf8"));
  const texts = configurations.join("\n");
  const path = /"local":\s*\{\s*"path":\s*"([^"]+)"/.exec(texts)?.[1] ?? join(folder, "terraform.tfstate");
  // Of the provider's `assume_role`, in JSON or in Terraform's own language.
  const role = /"?role_arn"?\s*[:=]\s*"arn:aws[^:]*:iam::(\d{12}):role\//.exec(texts);
  return {
    account: role?.[1] ?? DEFAULT_ACCOUNT,
    state: JSON.parse(readFileSync(path, "utf8")) as State,
  };
}
