import type { FeedEvent } from "../api/types";

/** Where an event happened, in a few words: host and, within it, container or pod. */
export function place(event: FeedEvent): string {
  const { labels } = event;
  const inside = labels["container.name"] ?? labels["k8s.pod.name"];
  const host = labels["host.name"] ?? labels["k8s.node.name"] ?? labels["host.id"];
  return [host, inside].filter((part) => part !== undefined && part !== "").join(" / ");
}
