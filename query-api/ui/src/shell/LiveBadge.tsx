import type { LiveState } from "../api/liveStream";

interface Props {
  live: LiveState | "off";
  waiting: number;
}

/** Whether new events come in by themselves. */
export function LiveBadge({ live, waiting }: Props) {
  const text = {
    off: "Not live",
    connecting: "Connecting",
    lost: "Reconnecting",
    live: waiting > 0 ? "Live, paused" : "Live",
  }[live];
  return (
    <span className={`live is-${live}`} role="status">
      <i aria-hidden="true" />
      {text}
    </span>
  );
}
