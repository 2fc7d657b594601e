import uPlot from "uplot";
import { day, tick } from "../../format/time";
import { axisTexts } from "../results/value";
import type { Colors } from "./colors";
import { sharedUnit, type Frame } from "./frame";
import { resolutionPlugin } from "./resolutionPlugin";
import { yRange } from "./yRange";

const FONT = "11px system-ui, sans-serif";
const Y_AXIS_PX = 76;
const X_AXIS_PX = 38;
const TICK_PX = 90;
const RIGHT_PX = 24;
const NEAR_PX = 30;
const LEAST_DRAG_PX = 4;
const DAY_SECONDS = 86_400;
const POWERS_OF_TWO = Array.from({ length: 60 }, (_, exponent) => 2 ** exponent);

/** What happens on the chart; times in seconds. */
export interface ChartEvents {
  /** Index of the time under the cursor, and the line that is near it. */
  onHover(index: number | undefined, line: number | undefined, left: number, top: number): void;
  onZoom(from: number, to: number): void;
  onZoomOut(): void;
}

/** How uPlot draws a frame. */
export function chartOptions(
  frame: Frame,
  shown: (line: number) => boolean,
  colors: Colors,
  events: ChartEvents,
  size: { width: number; height: number },
): uPlot.Options {
  const unit = sharedUnit(frame.lines);
  let near: number | undefined;
  const axis = { stroke: colors.text, font: FONT, grid: { stroke: colors.grid, width: 1 }, ticks: { stroke: colors.grid, width: 1, size: 4 } };
  return {
    ...size,
    padding: [8, RIGHT_PX, 0, 0],
    legend: { show: false },
    scales: {
      x: { time: true },
      y: { range: (_, min, max) => yRange(min as number | null, max as number | null) },
    },
    axes: [
      { ...axis, size: X_AXIS_PX, space: TICK_PX, values: (_, splits, __, ___, increment) => timeTexts(splits, increment, frame.to - frame.from) },
      {
        ...axis,
        size: Y_AXIS_PX,
        values: (_, splits) => axisTexts(splits, unit),
        ...(unit.startsWith("bytes") ? { incrs: POWERS_OF_TWO } : {}),
      },
    ],
    cursor: {
      y: false,
      drag: { x: true, y: false, dist: LEAST_DRAG_PX },
      focus: { prox: NEAR_PX },
      points: { one: true, size: 8 },
      bind: {
        dblclick: () => () => {
          events.onZoomOut();
          return null;
        },
      },
    },
    focus: { alpha: 1 },
    series: [
      {},
      ...frame.lines.map((line, index): uPlot.Series => {
        const stroke = colors.lines[index % colors.lines.length] ?? colors.text;
        return {
          label: line.name,
          show: shown(index),
          stroke,
          width: 1.5,
          // A value with gaps on both sides is seen as a point, all others as a line.
          points: { show: false, filter: () => line.isolated, size: 5, fill: stroke },
        };
      }),
    ],
    hooks: {
      setSeries: [(_, index) => (near = index === null ? undefined : index - 1)],
      setCursor: [
        (u) => {
          const { idx, left, top } = u.cursor;
          const inside = idx !== null && idx !== undefined && (left ?? -1) >= 0;
          events.onHover(inside ? idx : undefined, near, left ?? 0, top ?? 0);
        },
      ],
      setSelect: [
        (u) => {
          if (u.select.width >= LEAST_DRAG_PX) {
            events.onZoom(u.posToVal(u.select.left, "x"), u.posToVal(u.select.left + u.select.width, "x"));
          }
        },
      ],
    },
    plugins: [resolutionPlugin(frame, colors)],
  };
}

/** The data in uPlot's form. */
export function chartData(frame: Frame): uPlot.AlignedData {
  return [frame.times, ...frame.lines.map((line) => line.values)];
}

/** Times in the reader's zone; the day where it changes, if there is more than one. */
function timeTexts(splits: number[], incrementSeconds: number, rangeSeconds: number): string[] {
  let before = "";
  return splits.map((seconds) => {
    const text = tick(seconds * 1_000, incrementSeconds * 1_000);
    const today = day(seconds * 1_000);
    const changed = today !== before && incrementSeconds < DAY_SECONDS && rangeSeconds > DAY_SECONDS / 24;
    before = today;
    return changed ? `${text}\n${today}` : text;
  });
}
