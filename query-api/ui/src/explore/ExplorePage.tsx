import { PromQLExtension } from "@prometheus-io/codemirror-promql";
import { useEffect, useMemo, useRef, useState } from "react";
import { RangePicker } from "../filters/RangePicker";
import { HelpDialog } from "../shell/HelpDialog";
import { Mark } from "../shell/Mark";
import { Navigation, type Go } from "../shell/Navigation";
import { useKeys } from "../shell/useKeys";
import { rangeSearch, resolveRange, shift, zoomOut } from "../state/range";
import { useAddress } from "../state/useAddress";
import { EXPLORE_SPANS, formatExplore, MAX_QUERIES, parseExplore, TABS } from "./address/exploreView";
import { PromqlClient } from "./api/promqlClient";
import type { EditorHandle } from "./editor/PromqlEditor";
import { QueryPanel } from "./editor/QueryPanel";
import { Examples } from "./Examples";
import { ResultBody } from "./ResultBody";
import { ResultTabs } from "./ResultTabs";
import { hasAnswer, isRunning, type Run } from "./results/run";
import { useRun } from "./results/useRun";
import { StepPicker } from "./StepPicker";
import { useAsked } from "./useAsked";
import { useDrafts } from "./useDrafts";
import "./styles/explore.css";
import "./styles/query.css";
import "./styles/chart.css";
import "./styles/results.css";

interface Props {
  token: string;
  onUnauthorized(): void;
  go: Go;
}

const KEYS: [string, string][] = [
  ["Ctrl Enter", "Run (in the editor)"],
  ["/", "Edit the query"],
  ["r", "Run again"],
  ["1 2 3", "Chart, table, JSON"],
  ["← →", "Earlier, later"],
  ["z", "Zoom out"],
  ["e", "Events"],
  ["?", "This help"],
];

/** There are no samples closer to each other that a closer look would show. */
const CLOSEST_MS = 1_000;

/** PromQL over all metrics. */
export default function ExplorePage({ token, onUnauthorized, go }: Props) {
  const client = useMemo(() => new PromqlClient(token), [token]);
  const language = useMemo(
    () => new PromQLExtension().setComplete({ remote: { fetchFn: client.fetch } }),
    [client],
  );
  useEffect(() => () => language.destroy(), [language]);
  const [view, change] = useAddress(parseExplore, formatExplore);
  const drafts = useDrafts(view.queries);
  const [asked, again] = useAsked(view);
  const range = useRun(client, "range", asked, view.tab !== "table", onUnauthorized);
  const instant = useRun(client, "instant", asked, view.tab === "table", onUnauthorized);
  const kind = view.tab === "table" ? "instant" : "range";
  const { run, cancel } = kind === "range" ? range : instant;
  const answered = useAnswered(range.run);
  const answeredInstant = useAnswered(instant.run);
  const [help, setHelp] = useState(false);
  const editors = useRef<(EditorHandle | null)[]>([]);

  const ask = (queries: string[]) => {
    drafts.replace(queries);
    if (JSON.stringify(queries) === JSON.stringify(view.queries)) {
      again();
    } else {
      change({ queries });
    }
  };
  const runAll = () => ask(drafts.texts);
  const remove = (index: number) => ask(drafts.texts.filter((_, at) => at !== index));
  const move = (direction: -1 | 1) => change({ range: shift(view.range, direction, Date.now()) });
  const zoom = (from: number, to: number) =>
    change({ range: { kind: "fixed", fromMs: from, toMs: Math.max(to, from + CLOSEST_MS) } });
  const out = () => change({ range: zoomOut(view.range, Date.now()) });
  const show = (index: number) => change({ tab: TABS[index] ?? "chart" }, true);
  useKeys({
    "/": () => editors.current[0]?.focus(),
    r: runAll,
    z: out,
    ArrowLeft: () => move(-1),
    ArrowRight: () => move(1),
    "1": () => show(0),
    "2": () => show(1),
    "3": () => show(2),
    e: () => go("/", rangeSearch(view.range)),
    "?": () => setHelp(true),
  });

  const { fromMs, toMs } = resolveRange(view.range, Date.now());
  const nothing = view.queries.every((query) => query.trim() === "");
  return (
    <div className="page explore">
      <header className="top">
        <Mark />
        <h1 className="unseen">Explore</h1>
        <Navigation page="/explore" range={view.range} go={go} />
        <span className="grow" />
        <RangePicker range={view.range} spans={EXPLORE_SPANS} onChange={(next) => change({ range: next })} />
        <button type="button" className="icon" aria-label="Keyboard help" title="Keyboard (?)" onClick={() => setHelp(true)}>
          ?
        </button>
      </header>
      <main className="explore-main">
        <div className="explore-body">
          <div className="queries">
            {drafts.texts.map((text, index) => (
              <QueryPanel
                key={index}
                index={index}
                count={drafts.texts.length}
                text={text}
                language={language}
                asked={run?.asked}
                outcome={run?.outcomes[index]}
                kind={kind}
                onText={(next) => drafts.set(index, next)}
                onRun={runAll}
                onRemove={() => remove(index)}
                onCancel={cancel}
                onEditor={(handle) => (editors.current[index] = handle)}
              />
            ))}
            <div className="query-actions">
              <button type="button" className="primary" onClick={runAll}>
                Run
              </button>
              <button type="button" disabled={drafts.texts.length >= MAX_QUERIES} onClick={drafts.add}>
                Add query
              </button>
              <span className="grow" />
              <StepPicker
                step={view.stepSeconds}
                rangeSeconds={(toMs - fromMs) / 1_000}
                onChange={(stepSeconds) => change({ stepSeconds })}
              />
            </div>
          </div>
          <div className="result-frame">
            <div className="result-head">
              <ResultTabs tab={view.tab} onTab={(tab) => change({ tab }, true)} />
              {isRunning(run) && <div className="progress" role="progressbar" aria-label="Running" />}
            </div>
            <div
              id="result"
              role="tabpanel"
              aria-labelledby={`tab-${view.tab}`}
              className={isRunning(run) ? `result is-${view.tab} is-stale` : `result is-${view.tab}`}
            >
              {nothing ? (
                <Examples onChoose={(query) => ask([query])} />
              ) : (
                <ResultBody
                  tab={view.tab}
                  run={run}
                  answered={kind === "range" ? answered : answeredInstant}
                  onZoom={zoom}
                  onZoomOut={out}
                />
              )}
            </div>
          </div>
        </div>
      </main>
      <HelpDialog keys={KEYS} open={help} onClose={() => setHelp(false)} />
    </div>
  );
}

/** The latest run that has an answer. */
function useAnswered(run: Run | undefined): Run | undefined {
  const latest = useRef<Run>();
  if (run !== undefined && hasAnswer(run)) {
    latest.current = run;
  }
  return latest.current;
}
