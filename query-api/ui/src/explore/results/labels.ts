import type { Labels } from "../api/answer";

const METRIC = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const LABEL = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/** A series as PromQL writes it: name{label="value"}. */
export function seriesText(labels: Labels): string {
  const name = labels.__name__;
  const plain = name === undefined || METRIC.test(name);
  const inside = Object.keys(labels)
    .filter((key) => key !== "__name__")
    .sort()
    .map((key) => `${LABEL.test(key) ? key : JSON.stringify(key)}=${JSON.stringify(labels[key])}`);
  if (!plain) {
    inside.unshift(JSON.stringify(name));
  }
  return (plain ? (name ?? "") : "") + (inside.length > 0 || name === undefined ? `{${inside.join(", ")}}` : "");
}
