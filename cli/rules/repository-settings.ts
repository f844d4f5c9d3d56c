import { repositoryRule } from "./define-rule";
import { PAGES } from "./pages";

/*
 * Elsewhere: https://docs.aws.amazon.com/securityhub/latest/userguide/ecr-controls.html, checkov's ECRImmutableTags.py and
 * ECRImageScanning.py, trivy-checks' ecr/enforce_immutable_repository.rego and ecr/enable_image_scans.rego, and the metadata of
 * Prowler's checks of these names.
 */

/** Medium, as Security Hub has it: a tag that can be moved lets other content run than was reviewed. */
export const MUTABLE_TAGS = repositoryRule(
  {
    id: "mutable-tags",
    title: "A tag that was pushed stays what it is.",
    severity: "medium",
    see: PAGES.tagMutability,
    elsewhere: {
      securityHub: ["ECR.2"],
      checkov: ["CKV_AWS_51"],
      trivy: ["AWS-0031"],
      prowler: ["ecr_repositories_tag_immutability"],
    },
    why: "Whoever may push can put another image behind a tag that is already deployed.",
    fix: 'Set image_tag_mutability = "IMMUTABLE", or "IMMUTABLE_WITH_EXCLUSION" where a tag such as latest has to move.',
  },
  ({ tagMutability }) =>
    tagMutability === "MUTABLE" || tagMutability === "MUTABLE_WITH_EXCLUSION"
      ? { message: `Its tags are ${tagMutability}.` }
      : undefined,
);

/**
 * Medium where Security Hub has high: the registry's own scanning configuration may scan it, which inputs rarely show.
 */
export const NO_SCAN = repositoryRule(
  {
    id: "no-scan",
    title: "Images are scanned when they are pushed.",
    severity: "medium",
    see: PAGES.scanning,
    elsewhere: {
      securityHub: ["ECR.1"],
      checkov: ["CKV_AWS_163"],
      trivy: ["AWS-0030"],
      prowler: ["ecr_repositories_scan_images_on_push_enabled"],
    },
    why: "Known vulnerabilities of an image stay unnoticed, unless the registry's scanning configuration covers the repository.",
    fix: "Set image_scanning_configuration { scan_on_push = true }. Where the registry scans everything, switch this rule off with that as the reason.",
  },
  ({ scanOnPush }) =>
    scanOnPush === false ? { message: "Its images are not scanned when they are pushed." } : undefined,
);

/** Low: it costs money and clutter, no safety. */
export const NO_LIFECYCLE_POLICY = repositoryRule(
  {
    id: "no-lifecycle-policy",
    title: "A repository has a lifecycle policy.",
    severity: "low",
    see: PAGES.lifecycle,
    elsewhere: { securityHub: ["ECR.3"], prowler: ["ecr_repositories_lifecycle_policy_enabled"] },
    why: "Images are kept, and paid for, without end.",
    fix: "Add an aws_ecr_lifecycle_policy that expires what nobody deploys any more.",
  },
  ({ hasLifecyclePolicy }) => (hasLifecyclePolicy === false ? { message: "It has no lifecycle policy." } : undefined),
);

/** Medium: it takes away the last thing between a wrong plan and lost images. */
export const FORCE_DELETE = repositoryRule(
  {
    id: "force-delete",
    title: "A repository with images cannot be deleted by a plan.",
    severity: "medium",
    see: PAGES.deleteRepository,
    elsewhere: {},
    why: "Without force ECR refuses to delete a repository that holds images. With it, a plan that replaces the repository deletes them.",
    fix: "Remove force_delete = true.",
  },
  ({ forceDelete }) =>
    forceDelete === true ? { message: "Deleting it deletes its images (force_delete)." } : undefined,
);
