import type { Markup } from "../../../toolkit/markup";
import { html } from "../../../toolkit/markup";
import type { Column, Question, Value } from "../../question";
import type { ShortNames } from "../short-names";

/**
 * A value as it is shown; where that is shorter than it is, the whole is its title, by which scripts sort and filter.
 */
export function valueMarkup({ name, type }: Pick<Column, "name" | "type">, value: Value, names: ShortNames): Markup {
  const text = names.of(name, value);
  if (typeof value !== "string" || value === "") return html`${text}`;
  if (type === "time") return html`<time datetime="${value}">${text}</time>`;
  const isCode = type === "arn" || type === "digest";
  if (text !== value) return html`<code title="${value}">${text}</code>`;
  return isCode ? html`<code>${text}</code>` : html`${text}`;
}

/** Above a table: its filter, which works with scripts alone and is hidden without them. */
export function filterMarkup(id: string, label: string): Markup {
  return html`<form class="controls" role="search" aria-label="${label}" data-filter="${id}" hidden>
      <label class="text"
        >Filter <input type="search" name="text" placeholder="name, ARN, account, digest, day" autocomplete="off"
      /></label>
      <label class="choice"><input type="checkbox" name="whole" /> Whole ARNs and digests</label>
    </form>
    <p class="count" role="status" data-count="${id}"></p>`;
}

/** The titles of a table's columns. */
export function titlesMarkup(columns: readonly Pick<Column, "title" | "type">[]): Markup {
  return html`<thead>
    <tr>
      ${columns.map(({ title, type }) => html`<th scope="col" class="is-${type}">${title}</th>`)}
    </tr>
  </thead>`;
}

/** The column whose values are the lines of the timeline. */
export function timelineColumn({ columns, timelineBy }: Question): Pick<Column, "name" | "type"> {
  return { name: timelineBy, type: columns.find(({ name }) => name === timelineBy)?.type ?? "text" };
}
