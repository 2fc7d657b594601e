import type { SeverityGroup } from "../api/types";

export const GROUPS: readonly SeverityGroup[] = ["high", "medium", "low", "info"];

export const GROUP_LABEL: Record<SeverityGroup, string> = {
  high: "High",
  medium: "Medium",
  low: "Low",
  info: "Info",
};

/** Colour never stands alone: this letter goes with it. */
export const GROUP_LETTER: Record<SeverityGroup, string> = {
  high: "H",
  medium: "M",
  low: "L",
  info: "I",
};

const NAMES = [
  "emergency",
  "alert",
  "critical",
  "error",
  "warning",
  "notice",
  "informational",
  "debug",
];

/** Such as "High (1, alert)". */
export function severityText(group: SeverityGroup, severity: number): string {
  return `${GROUP_LABEL[group]} (${severity}, ${NAMES[severity] ?? "unknown"})`;
}
