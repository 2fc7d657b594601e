/** A condition on one label, or on event.name, event.source or event.tag. */
export interface Filter {
  key: string;
  value: string;
  /** True: everything but this. */
  exclude: boolean;
}

/** As it stands in the page's URL: key=value or key!=value. */
export function formatFilter(filter: Filter): string {
  return `${filter.key}${filter.exclude ? "!=" : "="}${filter.value}`;
}

/** Reads what {@link formatFilter} wrote. */
export function parseFilter(text: string): Filter | undefined {
  const match = /^([^=!\s]+)(!?=)([^]*)$/.exec(text);
  if (match === null) {
    return undefined;
  }
  return { key: match[1] ?? "", value: match[3] ?? "", exclude: match[2] === "!=" };
}

/** The scope parameter of the API: all conditions joined by and. */
export function scopeOf(filters: readonly Filter[]): string {
  return filters
    .map(({ key, value, exclude }) => `${quote(key)} ${exclude ? "!=" : "="} ${quote(value)}`)
    .join(" and ");
}

function quote(text: string): string {
  return `"${text.replace(/[\\"]/g, "\\$&")}"`;
}

export function sameFilter(a: Filter, b: Filter): boolean {
  return formatFilter(a) === formatFilter(b);
}

/** Adds a filter; one that says the opposite of it goes. */
export function withFilter(filters: readonly Filter[], added: Filter): Filter[] {
  const kept = filters.filter((each) => each.key !== added.key || each.value !== added.value);
  return [...kept, added];
}
