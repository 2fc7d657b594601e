import { useEffect, useState } from "react";

interface Props {
  /** When it began, by performance.now(). */
  sinceMs: number;
  onCancel(): void;
}

/** Most queries are done before anybody reads that they run. */
const PATIENCE_MS = 2_000;
const TICK_MS = 100;

/** Says that a query runs; after two seconds also for how long, and offers to end it. */
export function RunningTime({ sinceMs, onCancel }: Props) {
  const [elapsed, setElapsed] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setElapsed(performance.now() - sinceMs), TICK_MS);
    return () => clearInterval(timer);
  }, [sinceMs]);
  if (elapsed < PATIENCE_MS) {
    return <span>Running</span>;
  }
  return (
    <>
      <span aria-live="off">Running for {(elapsed / 1_000).toFixed(1)} s</span>
      <button type="button" className="link" onClick={onCancel}>
        Cancel
      </button>
    </>
  );
}
