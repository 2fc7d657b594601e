import type { FeedEvent } from "../api/types";
import { severityText } from "../format/severity";
import { duration } from "../format/time";

/** One line of the summary; `filterKey` is there if the value can be filtered by. */
export interface Line {
  label: string;
  value: string;
  filterKey?: string;
}

/** What the details of each kind of event begin with. Lines without a value are left out. */
export function summary(event: FeedEvent): Line[] {
  const lines = {
    alert: alertLines,
    security: securityLines,
    infrastructure: plainLines,
    custom: plainLines,
  }[event.type](event);
  return lines.filter((line) => line.value !== "");
}

function common(event: FeedEvent): Line[] {
  return [
    { label: "Id", value: event.id },
    { label: "Severity", value: severityText(event.severity_group, event.severity) },
  ];
}

function alertLines(event: FeedEvent): Line[] {
  const { fields } = event;
  return [
    ...common(event),
    { label: "State", value: event.status === "resolved" ? "Resolved" : "Triggered" },
    { label: "Duration", value: event.duration_ms === null ? "" : duration(event.duration_ms) },
    { label: "Trigger", value: [fields["metric"], fields["value"]].filter(Boolean).join(" = ") },
    { label: "Condition", value: fields["condition"] ?? fields["threshold"] ?? "" },
    { label: "Segment", value: fields["segment"] ?? "" },
    { label: "Start", value: event.time },
    { label: "End", value: event.end_time ?? "" },
    { label: "Alert", value: event.name, filterKey: "event.name" },
    { label: "Source", value: event.source, filterKey: "event.source" },
    { label: "Alert version", value: event.rule_version ?? "" },
  ];
}

function securityLines(event: FeedEvent): Line[] {
  const { labels } = event;
  const label = (name: string, key: string): Line => ({
    label: name,
    value: labels[key] ?? "",
    filterKey: key,
  });
  return [
    ...common(event),
    { label: "Time", value: event.time },
    label("Host", "host.name"),
    label("MAC", "host.mac"),
    label("Container", "container.name"),
    label("Container id", "container.id"),
    label("Image", "container.image.name"),
    { label: "Rule", value: event.name, filterKey: "event.name" },
    { label: "Source", value: event.source, filterKey: "event.source" },
    { label: "Rules version", value: event.rule_version ?? "" },
  ];
}

function plainLines(event: FeedEvent): Line[] {
  return [
    ...common(event),
    { label: "Time", value: event.time },
    { label: "Name", value: event.name, filterKey: "event.name" },
    { label: "Source", value: event.source, filterKey: "event.source" },
  ];
}
