import { z } from "zod";
import { documented } from "../../toolkit/schema/documented";

const TIME = documented(z.string(), { id: "time", description: "ISO 8601, UTC." });

const DIAGNOSIS = z.object({
  code: documented(z.string(), { description: "Stable; docs/doctor.md lists all." }),
  severity: z.enum(["broken", "at-risk", "note"]),
  subject: documented(z.string(), { description: "The ARN of the repository or key." }),
  message: z.string(),
  remedy: z.string(),
  commands: z.array(z.string()).exactOptional(),
  certainty: z.string().exactOptional(),
  see: z.string().exactOptional(),
});

const REPOSITORY = z.object({
  arn: z.string(),
  name: z.string(),
  accountId: z.string(),
  region: z.string(),
  uri: z.string(),
  createdAt: TIME.exactOptional(),
  encryptionType: z.string(),
  keyArn: z.string().exactOptional(),
  ecrGrants: documented(z.number().exactOptional(), {
    description: "How many grants ECR has for it; absent where they are not known, and where there is no key.",
  }),
});

const KEY = z.object({
  arn: z.string(),
  keyId: z.string(),
  accountId: z.string(),
  region: z.string(),
  aliases: z.array(z.string()),
  manager: z.enum(["customer", "aws"]),
  state: documented(z.string().exactOptional(), { description: "As KMS says; absent where it is not known." }),
  isGone: z.boolean().exactOptional(),
  enabled: z.boolean().exactOptional(),
  deletionDate: TIME.exactOptional(),
  keySpec: z.string().exactOptional(),
  keyUsage: z.string().exactOptional(),
  origin: z.string().exactOptional(),
  multiRegion: z.boolean().exactOptional(),
  customKeyStoreId: z.string().exactOptional(),
  validTo: TIME.exactOptional(),
  rotation: z
    .object({ enabled: z.boolean(), periodInDays: z.number().exactOptional(), nextDate: TIME.exactOptional() })
    .exactOptional(),
  grants: documented(z.number().exactOptional(), { description: "How many; absent where they are not known." }),
});

/** What `ecr-kms doctor` found in what is deployed. */
export const EXAMINATION = documented(
  z.object({
    readAt: TIME,
    diagnoses: documented(z.array(DIAGNOSIS), { description: "The worst first." }),
    repositories: z.array(REPOSITORY),
    keys: z.array(KEY),
    unread: documented(z.array(z.object({ path: z.string(), message: z.string(), hint: z.string() })), {
      description: "What could not be read: in diagnoses, too.",
    }),
  }),
  { id: "examination", description: "What is deployed and what is wrong with it: of ecr-kms doctor alone." },
);
