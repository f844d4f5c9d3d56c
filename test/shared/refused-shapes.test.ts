import { planHub, planRegistry, planSpoke } from "../../shared";
import { expectFindings, HUB, isLater, LATER, QUIET, TOPOLOGY } from "./fixtures";

describe("arguments of another shape are refused", () => {
  it("where roles are no map", () => {
    expectFindings(
      () => planSpoke({ topology: QUIET, accountId: HUB, roles: "ci-role" as never }),
      [{ code: "INVALID_TYPE", path: "roles", hint: 'give { "ci-role": role.name }' }],
    );
  });

  it("where roles name no role", () => {
    expectFindings(
      () => planSpoke({ topology: TOPOLOGY, accountId: "222222222222", roles: {} }),
      [{ code: "INVALID_OPTION", path: "roles", hint: "leave roles out, or name at least one role" }],
    );
  });

  it("where repository settings are none", () => {
    expectFindings(
      () => planHub({ topology: QUIET, repository: "IMMUTABLE" as never }),
      [{ code: "INVALID_TYPE", path: "repository" }],
    );
  });

  it("where a choice that decides which statements there are is known only at deployment", () => {
    const topology = { ...QUIET, kmsAccess: LATER as never, principalStrategy: LATER as never };
    expectFindings(
      () => planRegistry(topology, { isUnresolved: isLater }),
      [
        { code: "UNRESOLVED_STRUCTURE", path: "kmsAccess" },
        { code: "UNRESOLVED_STRUCTURE", path: "principalStrategy" },
      ],
    );
  });
});
