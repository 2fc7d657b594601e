import { seriesCount } from "../api/answer";
import { stretches } from "../chart/borders";
import { stepText } from "../address/step";
import type { Asked, Outcome } from "../results/run";
import { RunningTime } from "./RunningTime";

interface Props {
  asked: Asked | undefined;
  outcome: Outcome | undefined;
  kind: "range" | "instant";
  onCancel(): void;
}

/** One line about how a query went and what it cost. It is always there, so that nothing moves. */
export function QueryCost({ asked, outcome, kind, onCancel }: Props) {
  return (
    <div className="query-cost" role="status">
      {outcome?.phase === "running" && <RunningTime sinceMs={outcome.sinceMs} onCancel={onCancel} />}
      {outcome?.phase === "cancelled" && <span>Cancelled after {time(outcome.afterMs)}</span>}
      {outcome?.phase === "failed" && <span>{outcome.failure.reason.replaceAll("_", " ") || "failed"}</span>}
      {outcome?.phase === "done" && <Cost asked={asked} outcome={outcome} kind={kind} />}
    </div>
  );
}

function Cost({ asked, outcome, kind }: { asked: Asked | undefined; outcome: Outcome & { phase: "done" }; kind: string }) {
  const { data } = outcome.answer;
  const samples = data.stats?.samples;
  const evaluated = data.stats?.timings?.execTotalTime ?? data.stats?.timings?.evalTotalTime;
  const count = seriesCount(data);
  const parts = asked === undefined ? [] : stretches(data.resolutions ?? [], asked.from, asked.to);
  return (
    <>
      <span>{count.toLocaleString()} series</span>
      {samples?.totalQueryableSamples !== undefined && (
        <span title="Samples that the engine read, for all steps together">
          {samples.totalQueryableSamples.toLocaleString()} {samples.totalQueryableSamples === 1 ? "sample" : "samples"}
        </span>
      )}
      {samples?.peakSamples !== undefined && (
        <span title="Most samples in memory at once">peak {samples.peakSamples.toLocaleString()}</span>
      )}
      <span title={evaluated === undefined ? undefined : `${time(evaluated * 1_000)} in the engine, the rest on the way`}>
        {time(outcome.tookMs)}
        {evaluated !== undefined && ` (engine ${time(evaluated * 1_000)})`}
      </span>
      {kind === "range" && asked !== undefined && <span>step {stepText(asked.step)}</span>}
      {parts.length > 0 && <span>{sentence(parts.map((part) => part.label))}</span>}
    </>
  );
}

/** Such as "1 min rollup, then full resolution". */
function sentence(labels: string[]): string {
  return labels.map((label, index) => (index === 0 ? label : label.replace("Full", "full"))).join(", then ");
}

function time(ms: number): string {
  return ms >= 1_000 ? `${(ms / 1_000).toFixed(1)} s` : `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;
}
