import type { Column } from "../question";

/** A column. */
export function column(name: string, title: string, type: Column["type"] = "text"): Column {
  return { name, title, type };
}

/** When: the first column of every answer. */
export const WHEN = column("time", "When", "time");

/** Where an image is. */
export const PLACE: readonly Column[] = [column("registry", "Registry"), column("repository", "Repository")];

/** Who called, from where, and the event itself: the last columns of every answer. */
export const CALLER: readonly Column[] = [
  column("principal", "Who", "arn"),
  column("session", "Session"),
  column("account", "Account"),
  column("region", "Region"),
  column("address", "Address"),
  column("agent", "Client"),
  column("event", "Event"),
];
