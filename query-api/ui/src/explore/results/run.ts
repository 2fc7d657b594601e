import type { ApiFailure } from "../../api/client";
import type { QueryAnswer } from "../api/answer";

/** What one press of Run asks; all times in seconds. */
export interface Asked {
  /** Counts the presses: the same question again is another one. */
  number: number;
  queries: string[];
  from: number;
  to: number;
  step: number;
  /** The moment of the table: the end of the range itself, not of the grid. */
  at: number;
}

/** What became of one query of a run. */
export type Outcome =
  | { phase: "empty" }
  | { phase: "running"; sinceMs: number }
  | { phase: "cancelled"; afterMs: number }
  | { phase: "failed"; failure: ApiFailure }
  | { phase: "done"; answer: QueryAnswer; tookMs: number };

/** A run and what is known of its queries, in their order. */
export interface Run {
  asked: Asked;
  outcomes: Outcome[];
}

export function isRunning(run: Run | undefined): boolean {
  return run?.outcomes.some((each) => each.phase === "running") ?? false;
}

/** Whether a run has anything to show: until then what was there before stays. */
export function hasAnswer(run: Run): boolean {
  return run.outcomes.some((each) => each.phase === "done");
}
