import type { AttachedPolicy, IAMClient } from "@aws-sdk/client-iam";
import {
  GetGroupPolicyCommand,
  GetRolePolicyCommand,
  GetUserPolicyCommand,
  paginateListAttachedGroupPolicies,
  paginateListAttachedRolePolicies,
  paginateListAttachedUserPolicies,
  paginateListGroupPolicies,
  paginateListRolePolicies,
  paginateListUserPolicies,
} from "@aws-sdk/client-iam";
import { allItems } from "../../toolkit/aws/all-pages";

/** Who has policies. */
export type HolderKind = "role" | "user" | "group";

/** How IAM is asked about the policies of a kind of holder. */
export interface HolderCalls {
  readonly listInline: string;
  readonly inlineNames: (iam: IAMClient, name: string) => Promise<readonly string[]>;
  readonly getInline: string;
  readonly inline: (iam: IAMClient, name: string, policy: string) => Promise<string | undefined>;
  readonly listAttached: string;
  readonly attached: (iam: IAMClient, name: string) => Promise<readonly AttachedPolicy[]>;
}

/** The same questions, under the names that IAM has for each kind. */
export const HOLDER_CALLS: Readonly<Record<HolderKind, HolderCalls>> = {
  role: {
    listInline: "iam:ListRolePolicies",
    inlineNames: (client, RoleName) => allItems(paginateListRolePolicies({ client }, { RoleName }), namesOf),
    getInline: "iam:GetRolePolicy",
    inline: async (iam, RoleName, PolicyName) =>
      (await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }))).PolicyDocument,
    listAttached: "iam:ListAttachedRolePolicies",
    attached: (client, RoleName) => allItems(paginateListAttachedRolePolicies({ client }, { RoleName }), attachedOf),
  },
  user: {
    listInline: "iam:ListUserPolicies",
    inlineNames: (client, UserName) => allItems(paginateListUserPolicies({ client }, { UserName }), namesOf),
    getInline: "iam:GetUserPolicy",
    inline: async (iam, UserName, PolicyName) =>
      (await iam.send(new GetUserPolicyCommand({ UserName, PolicyName }))).PolicyDocument,
    listAttached: "iam:ListAttachedUserPolicies",
    attached: (client, UserName) => allItems(paginateListAttachedUserPolicies({ client }, { UserName }), attachedOf),
  },
  group: {
    listInline: "iam:ListGroupPolicies",
    inlineNames: (client, GroupName) => allItems(paginateListGroupPolicies({ client }, { GroupName }), namesOf),
    getInline: "iam:GetGroupPolicy",
    inline: async (iam, GroupName, PolicyName) =>
      (await iam.send(new GetGroupPolicyCommand({ GroupName, PolicyName }))).PolicyDocument,
    listAttached: "iam:ListAttachedGroupPolicies",
    attached: (client, GroupName) => allItems(paginateListAttachedGroupPolicies({ client }, { GroupName }), attachedOf),
  },
};

function namesOf({ PolicyNames }: { readonly PolicyNames?: string[] | undefined }): readonly string[] | undefined {
  return PolicyNames;
}

function attachedOf(page: {
  readonly AttachedPolicies?: AttachedPolicy[] | undefined;
}): readonly AttachedPolicy[] | undefined {
  return page.AttachedPolicies;
}
