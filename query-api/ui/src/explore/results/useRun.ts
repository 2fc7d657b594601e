import { useCallback, useEffect, useRef, useState } from "react";
import { ApiFailure } from "../../api/client";
import type { QueryAnswer } from "../api/answer";
import type { PromqlClient } from "../api/promqlClient";
import type { Asked, Outcome, Run } from "./run";

export type Kind = "range" | "instant";

export interface Runs {
  run: Run | undefined;
  cancel(): void;
}

const UNAUTHORIZED = 401;

/**
 * Asks the queries of `asked`, each at once and by itself, as long as `wanted`. Another question
 * ends what is under way. The instant is the end of the range.
 */
export function useRun(
  client: PromqlClient,
  kind: Kind,
  asked: Asked,
  wanted: boolean,
  onUnauthorized: () => void,
): Runs {
  const [run, setRun] = useState<Run>();
  const under = useRef<AbortController>();
  const done = useRef<Asked>();

  useEffect(() => {
    if (!wanted || done.current === asked) {
      return;
    }
    done.current = asked;
    under.current?.abort();
    const controller = new AbortController();
    under.current = controller;
    const started = performance.now();
    const set = (index: number, outcome: Outcome) =>
      setRun((now) =>
        now?.asked === asked
          ? { asked, outcomes: now.outcomes.map((each, at) => (at === index ? outcome : each)) }
          : now,
      );
    setRun({
      asked,
      outcomes: asked.queries.map((query) =>
        query.trim() === "" ? { phase: "empty" } : { phase: "running", sinceMs: started },
      ),
    });
    asked.queries.forEach((query, index) => {
      if (query.trim() === "") {
        return;
      }
      const answering: Promise<QueryAnswer> =
        kind === "range"
          ? client.range(query, asked.from, asked.to, asked.step, controller.signal)
          : client.instant(query, asked.at, controller.signal);
      answering.then(
        (answer) => set(index, { phase: "done", answer, tookMs: performance.now() - started }),
        (error: unknown) => {
          if (controller.signal.aborted) {
            set(index, { phase: "cancelled", afterMs: performance.now() - started });
          } else if (error instanceof ApiFailure && error.status === UNAUTHORIZED) {
            onUnauthorized();
          } else {
            const failure = error instanceof ApiFailure ? error : new ApiFailure(0, String(error), "");
            set(index, { phase: "failed", failure });
          }
        },
      );
    });
  }, [client, kind, asked, wanted, onUnauthorized]);

  useEffect(
    () => () => {
      under.current?.abort();
      done.current = undefined;
    },
    [client],
  );
  const cancel = useCallback(() => under.current?.abort(), []);
  return { run, cancel };
}
