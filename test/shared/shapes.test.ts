import { expect } from "chai";
import { allResolved } from "../../shared/base/unresolved";
import { TEMPLATE_PLACE, TEMPLATE_SETTINGS } from "../../shared/creation-template/check";
import { FindingList } from "../../shared/findings/findings";
import type { AnyShape } from "../../shared/findings/shape";
import { REGISTRY_HUB } from "../../shared/hub/plan-hub";
import { ENCRYPTED_REPOSITORY } from "../../shared/hub/plan-repository";
import { SPOKE_ACCESS } from "../../shared/hub/plan-spoke";
import { KEY_GRANTS } from "../../shared/key/plan-grants";
import { REPOSITORY_KEY } from "../../shared/key/plan-key";
import { REPLICA_KEY } from "../../shared/key/plan-replica-key";
import { KEY_SETTINGS } from "../../shared/key/settings";
import { KEY_MONITORING } from "../../shared/monitoring/read";
import { CACHE_RULE } from "../../shared/pull-through-cache/check-rule";
import { PULL_THROUGH_CACHE } from "../../shared/pull-through-cache/read";
import { REPLICATED_REGISTRY } from "../../shared/replication/plan-replication";
import { DESTINATION } from "../../shared/replication/read-destinations";
import { REPLICA_REGISTRY } from "../../shared/replication/read-replica";
import { REPLICATION } from "../../shared/replication/read-replication";
import { REPOSITORY_SETTINGS } from "../../shared/repository/settings";
import { REGISTRY_SCANNING, SCANNING_RULE } from "../../shared/scanning/plan";
import { TOPOLOGY } from "../../shared/topology/read-topology";

const SHAPES: Readonly<Record<string, AnyShape>> = {
  CACHE_RULE,
  DESTINATION,
  "ENCRYPTED_REPOSITORY.access": ENCRYPTED_REPOSITORY.access,
  "ENCRYPTED_REPOSITORY.hub": ENCRYPTED_REPOSITORY.hub,
  KEY_GRANTS,
  KEY_MONITORING,
  KEY_SETTINGS,
  PULL_THROUGH_CACHE,
  REGISTRY_HUB,
  REGISTRY_SCANNING,
  REPLICATED_REGISTRY,
  REPLICATION,
  REPLICA_KEY,
  REPLICA_REGISTRY,
  REPOSITORY_KEY,
  REPOSITORY_SETTINGS,
  SCANNING_RULE,
  SPOKE_ACCESS,
  TEMPLATE_PLACE,
  TEMPLATE_SETTINGS,
  TOPOLOGY,
};

/** Each value that applies without a property: the core's default, or what AWS takes by itself. */
function valuesOf(shape: AnyShape): readonly (readonly [name: string, value: unknown])[] {
  return Object.entries(shape).flatMap(([name, property]) => {
    if ("default" in property) return [[name, property.default] as const];
    return "awsDefault" in property ? [[name, property.awsDefault] as const] : [];
  });
}

describe("the default of every setting", () => {
  for (const [name, shape] of Object.entries(SHAPES)) {
    it(`is a value that may be given: ${name}`, () => {
      const findings = new FindingList();
      const values = Object.fromEntries(valuesOf(shape));
      for (const [setting, value] of Object.entries(values))
        shape[setting]?.check(value, setting, { findings, isUnresolved: allResolved }, values);
      expect(findings.all).to.deep.equal([]);
    });
  }
});
