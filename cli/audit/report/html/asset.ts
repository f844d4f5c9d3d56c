import { asset } from "../../../toolkit/asset";

/** What the page of an answer has besides the stylesheet that all pages share. */
export const ASSETS = { style: "audit-page.css", script: "audit-page.client.js" } as const;

/** A file of the page. */
export function ownAsset(name: string): string {
  return asset(name, __dirname);
}
