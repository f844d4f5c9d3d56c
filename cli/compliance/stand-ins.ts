import type { AccessModel } from "../model/access-model";

/*
 * An organization's policy runs on programs whose account and Region only their credentials show. In their place stand an account
 * and a Region that cannot be real, and what they would decide is not decided.
 */

/** The Region of providers of which nothing names it. */
export const STAND_IN_REGION = "unknown-region-0";

/** An account of which nothing names the id. No real one begins so. */
export function standInAccount(index: number): string {
  return `000000${String(index + 1).padStart(6, "0")}`;
}

/**
 * The model with each account that is in it, and so could be meant, in place of those that are not known. An account
 * that is not in it the stand-ins stand for already.
 */
export function possibleModels(model: AccessModel, standIns: readonly string[]): readonly AccessModel[] {
  const text = JSON.stringify(model);
  const named = new Set(text.match(/(?<!\d)\d{12}(?!\d)/g));
  const accounts = [...named].filter((id) => !standIns.includes(id));
  return accounts.map((account) => JSON.parse(replaced(text, standIns, account)) as AccessModel);
}

/** A text without what stands in it for an account. */
export function withoutStandIns(text: string, standIns: readonly string[]): string {
  return replaced(text, standIns, "<account>");
}

function replaced(text: string, standIns: readonly string[], by: string): string {
  return standIns.reduce((done, standIn) => done.replaceAll(standIn, by), text);
}
