import type { Asked } from "../../../../cli/audit/question";
import { KEY, KEY_ID, repositoryArn } from "../fixtures/calls";
import { IMAGES } from "../fixtures/ecr-events";
import { HUB, SPOKE } from "../fixtures/identities";

const PERIOD = { since: "2026-10-03", until: "2026-10-07" };

/** Questions as people ask them, each narrowed in every way that it takes. */
export const ASKINGS: readonly Asked[] = [
  { id: "pulls" },
  { id: "pulls", repository: "orders" },
  { id: "pulls", repository: `${HUB}/orders` },
  { id: "pulls", repository: `${SPOKE}/orders` },
  { id: "pulls", repository: repositoryArn("orders") },
  { id: "pulls", repository: "orders", image: "1.4.2" },
  { id: "pulls", repository: "orders", image: IMAGES.first },
  { id: "pulls", repository: "orders", image: IMAGES.second },
  { id: "pulls", image: "2.0" },
  { id: "pulls", repository: "shop/web", image: "2.0" },
  { id: "pulls", repository: "shop/web", image: IMAGES.index },
  { id: "pulls", repository: "shop/web", image: IMAGES.amd64 },
  { id: "pulls", image: "nothing" },
  { id: "pulls", account: SPOKE },
  { id: "pulls", principal: "role/eks-node" },
  { id: "pulls", principal: "it's; \\ \" nobody" },
  { id: "pulls", ...PERIOD },
  { id: "pulls", image: "1.4.2", repository: "orders", ...PERIOD },
  { id: "pulls", image: "1.4.2", repository: "orders", since: "2026-11-04" },
  { id: "pushes" },
  { id: "pushes", repository: "shop/web" },
  { id: "pushes", repository: "orders", image: "1.4.2" },
  { id: "pushes", image: IMAGES.amd64 },
  { id: "pushes", principal: "ci-push", account: HUB, ...PERIOD },
  { id: "key-usage" },
  { id: "key-usage", key: KEY },
  { id: "key-usage", key: KEY_ID, principal: "user/alice" },
  { id: "key-usage", repository: "orders" },
  { id: "key-usage", repository: repositoryArn("payments"), key: KEY },
  { id: "key-usage", until: "2026-10-03T09:00:02Z" },
  { id: "denied" },
  { id: "denied", repository: "orders" },
  { id: "denied", repository: `${HUB}/shop/web` },
  { id: "denied", key: KEY },
  { id: "denied", key: KEY, repository: "shop/web" },
  { id: "denied", account: SPOKE },
  { id: "changes" },
  { id: "changes", repository: "orders" },
  { id: "changes", key: KEY },
  { id: "changes", key: KEY_ID, repository: "payments" },
  { id: "changes", principal: "user/alice", since: "2026-10-14T08:30:00Z", until: "2026-10-14T11:00:00+01:00" },
].map((asked) => asked as Asked);
