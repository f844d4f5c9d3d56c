import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { RegistryScanningConfig, RegistryScanningPlan } from "../shared";
import { planScanning } from "../shared";
import type { Inputs } from "./inputs";
import type { Transform } from "./options";
import { transformed } from "./options";
import { planned } from "./planned";

/** The resource of `RegistryScanning`, which can be changed. */
export interface RegistryScanningTransforms {
  /** Changes the scanning configuration. @default - as planned */
  readonly registryScanningConfiguration?: Transform<aws.ecr.RegistryScanningConfigurationArgs>;
}

/** What a `RegistryScanning` takes. */
export interface RegistryScanningArgs extends Inputs<RegistryScanningConfig> {
  /** Changes the resource before it is made. @default - it is made as planned */
  readonly transform?: RegistryScanningTransforms;
}

/**
 * How the images of a registry are scanned. A registry has one configuration in each Region: make it once, in the
 * registry account. Deleting it leaves BASIC scanning without rules behind.
 *
 * @example
 * ```ts
 * new RegistryScanning("scanning", { scanType: "ENHANCED" });
 * ```
 */
export class RegistryScanning extends pulumi.ComponentResource {
  /** The configuration, as planned. */
  public readonly scanning: pulumi.Output<RegistryScanningPlan>;
  /** The id of the registry: its account. */
  public readonly registryId: pulumi.Output<string>;

  /** @throws pulumi.ResourceError with every finding about `args` */
  constructor(name: string, args: RegistryScanningArgs, opts?: pulumi.ComponentResourceOptions) {
    const { transform, ...plain } = args;
    const plan = planned<RegistryScanningConfig, RegistryScanningPlan>(plain, planScanning);
    super("ecr-kms:index:RegistryScanning", name, {}, opts);
    const configuration: aws.ecr.RegistryScanningConfigurationArgs = {
      scanType: plan.structure.scanType,
      rules: plan.value(({ rules }) =>
        rules.map(({ scanFrequency, repositoryFilters }) => ({
          scanFrequency,
          repositoryFilters: [...repositoryFilters],
        })),
      ),
    };
    this.registryId = new aws.ecr.RegistryScanningConfiguration(
      `${name}-configuration`,
      transformed<aws.ecr.RegistryScanningConfigurationArgs>(configuration, transform?.registryScanningConfiguration),
      { parent: this },
    ).registryId;
    this.scanning = pulumi.output(plan.value((scanning) => scanning));
    this.registerOutputs({ scanning: this.scanning, registryId: this.registryId });
  }
}
