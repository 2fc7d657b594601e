import { useMemo, useState } from "react";
import { FeedMessage } from "../feed/FeedMessage";
import type { ExploreTab } from "./address/exploreView";
import { seriesCount } from "./api/answer";
import { frameOf, MAX_LINES } from "./chart/frame";
import { Legend } from "./chart/Legend";
import { TimeChart } from "./chart/TimeChart";
import { RawJson } from "./results/RawJson";
import { ResultTable } from "./results/ResultTable";
import { hasAnswer, isRunning, type Run } from "./results/run";

interface Props {
  tab: ExploreTab;
  /** The latest run for this tab. */
  run: Run | undefined;
  /** The latest one with an answer, which stays until there is a newer one. */
  answered: Run | undefined;
  onZoom(fromMs: number, toMs: number): void;
  onZoomOut(): void;
}

/** The result of a run, or why there is none. */
export function ResultBody({ tab, run, answered, onZoom, onZoomOut }: Props) {
  if (run === undefined || (isRunning(run) && answered === undefined)) {
    return <div className="result-empty" />;
  }
  if (answered === undefined || (!isRunning(run) && !hasAnswer(run))) {
    const cancelled = run.outcomes.some((each) => each.phase === "cancelled");
    return cancelled ? (
      <FeedMessage title="Cancelled">
        <p>Run it again, or ask for less: a shorter time, a larger step, fewer series.</p>
      </FeedMessage>
    ) : (
      <FeedMessage title="No result">
        <p>The message below the query says what is wrong.</p>
      </FeedMessage>
    );
  }
  const empty = answered.outcomes.every((each) => each.phase !== "done" || seriesCount(each.answer.data) === 0);
  if (empty && tab !== "json") {
    return (
      <FeedMessage title="No series in this time">
        <p>
          Nothing that was stored matches. Look at a longer time, or take label matchers away one by one; after{" "}
          <code>{"{"}</code> the editor offers the labels and values that there are.
        </p>
      </FeedMessage>
    );
  }
  switch (tab) {
    case "chart":
      return <ChartAndLegend run={answered} onZoom={onZoom} onZoomOut={onZoomOut} />;
    case "table":
      return <ResultTable run={answered} />;
    case "json":
      return <RawJson run={answered} />;
  }
}

function ChartAndLegend({ run, onZoom, onZoomOut }: { run: Run } & Pick<Props, "onZoom" | "onZoomOut">) {
  const frame = useMemo(() => frameOf(run), [run]);
  const [hovered, setHovered] = useState<number>();
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  return (
    <div className="chart-and-legend">
      <TimeChart frame={frame} hidden={hidden} onHover={setHovered} onZoom={onZoom} onZoomOut={onZoomOut} />
      {(frame.left > 0 || frame.histograms > 0) && (
        <p className="chart-note" role="status">
          {frame.left > 0 &&
            `The first ${MAX_LINES} of ${(frame.lines.length + frame.left).toLocaleString()} series are drawn; topk or sum by shows the ones that matter. `}
          {frame.histograms > 0 &&
            `${frame.histograms.toLocaleString()} series are histograms, which histogram_quantile makes lines of. `}
        </p>
      )}
      <Legend
        frame={frame}
        hidden={hidden}
        onHidden={setHidden}
        hovered={hovered}
        several={run.asked.queries.length > 1}
      />
    </div>
  );
}
