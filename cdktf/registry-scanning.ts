import type { EcrRegistryScanningConfigurationConfig } from "@cdktf/provider-aws/lib/ecr-registry-scanning-configuration";
import { EcrRegistryScanningConfiguration } from "@cdktf/provider-aws/lib/ecr-registry-scanning-configuration";
import { Construct } from "constructs";
import type { RegistryScanningConfig, RegistryScanningPlan } from "../shared";
import { planScanning } from "../shared";
import type { CommonProps, Transform } from "./options";
import { providerOf, transformed } from "./options";
import { isToken } from "./tokens";

/** The resource of `RegistryScanning`, which can be changed. */
export interface RegistryScanningTransforms {
  /** Changes the scanning configuration. @default - as planned */
  readonly registryScanningConfiguration?: Transform<EcrRegistryScanningConfigurationConfig>;
}

/** What a `RegistryScanning` takes. */
export interface RegistryScanningProps extends RegistryScanningConfig, Pick<CommonProps, "provider"> {
  /** Changes the resource before it is made. @default - it is made as planned */
  readonly transform?: RegistryScanningTransforms;
}

/**
 * How the images of a registry are scanned. A registry has one configuration in each Region: make it once, in the
 * registry account. Deleting it leaves BASIC scanning without rules behind.
 *
 * @example
 * ```ts
 * new RegistryScanning(stack, "scanning", { scanType: "ENHANCED" });
 * ```
 */
export class RegistryScanning extends Construct {
  /** The configuration, as planned. */
  public readonly scanning: RegistryScanningPlan;
  /** The id of the registry: its account. */
  public readonly registryId: string;

  /** @throws PolicyError with every finding about `props` */
  constructor(scope: Construct, id: string, props: RegistryScanningProps) {
    super(scope, id);
    const { provider, transform, ...plain } = props;
    this.scanning = planScanning(plain, isToken);
    const configuration: EcrRegistryScanningConfigurationConfig = {
      scanType: this.scanning.scanType,
      rule: this.scanning.rules.map(({ scanFrequency, repositoryFilters }) => ({
        scanFrequency,
        repositoryFilter: [...repositoryFilters],
      })),
      ...providerOf({ provider }),
    };
    this.registryId = new EcrRegistryScanningConfiguration(
      this,
      "configuration",
      transformed<EcrRegistryScanningConfigurationConfig>(configuration, transform?.registryScanningConfiguration),
    ).registryId;
  }
}
