/** What the API answers; names are those of the OpenAPI document. */

export type EventType = "alert" | "infrastructure" | "security" | "custom";
export type SeverityGroup = "high" | "medium" | "low" | "info";

export interface FeedEvent {
  id: string;
  type: EventType;
  /** Syslog severity, 0 emergency to 7 debug. */
  severity: number;
  severity_group: SeverityGroup;
  status: "triggered" | "resolved";
  name: string;
  description: string;
  source: string;
  /** RFC 3339 with nanoseconds. */
  time: string;
  time_ms: number;
  time_ns: string;
  end_time: string | null;
  end_time_ms: number | null;
  duration_ms: number | null;
  tags: string[];
  labels: Record<string, string>;
  fields: Record<string, string>;
  rule_version: string | null;
  version: number;
  cursor: string;
}

export interface EventPage {
  total: number;
  total_is_exact: boolean;
  next_cursor: string | null;
  events: FeedEvent[];
}

export type SeverityCounts = Record<SeverityGroup, number>;

export interface HistogramBucket extends SeverityCounts {
  time_ms: number;
}

export interface Histogram {
  from_ms: number;
  to_ms: number;
  interval_ms: number;
  severities: SeverityCounts;
  types: Partial<Record<EventType, number>>;
  buckets: HistogramBucket[];
}
