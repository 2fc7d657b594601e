import uPlot from "uplot";
import { stretches } from "./borders";
import type { Colors } from "./colors";
import type { Frame } from "./frame";

const FONT = "11px system-ui, sans-serif";
const MARGIN = 6;
const LABEL_TOP = 4;
const LABEL_HEIGHT = 18;

/** Shades what comes from rollups and draws the border to what does not, with both their names. */
export function resolutionPlugin(frame: Frame, colors: Colors): uPlot.Plugin {
  const parts = stretches(frame.resolutions, frame.from, frame.to);
  const place = (u: uPlot, time: number) => {
    const { left, width } = u.bbox;
    return Math.max(left, Math.min(left + width, u.valToPos(time, "x", true)));
  };
  return {
    hooks: {
      drawClear: (u) => {
        for (const part of parts.filter((each) => each.rollup)) {
          const left = place(u, part.from);
          u.ctx.fillStyle = colors.rollup;
          u.ctx.fillRect(left, u.bbox.top, place(u, part.to) - left, u.bbox.height);
        }
      },
      draw: (u) => {
        // One resolution for everything is said below the query; the chart tells where it changes.
        if (parts.length < 2) {
          return;
        }
        const ratio = uPlot.pxRatio;
        const { ctx } = u;
        ctx.save();
        ctx.font = FONT.replace(/\d+/, (size) => `${Number(size) * ratio}`);
        ctx.textBaseline = "top";
        ctx.textAlign = "left";
        ctx.strokeStyle = colors.text;
        ctx.lineWidth = ratio;
        ctx.setLineDash([4 * ratio, 3 * ratio]);
        parts.forEach((part, index) => {
          const left = place(u, part.from);
          const right = place(u, part.to);
          if (index > 0 && left > u.bbox.left && left < u.bbox.left + u.bbox.width) {
            ctx.beginPath();
            ctx.moveTo(left, u.bbox.top);
            ctx.lineTo(left, u.bbox.top + u.bbox.height);
            ctx.stroke();
          }
          const space = right - left - 2 * MARGIN * ratio;
          const { width } = ctx.measureText(part.label);
          if (width <= space) {
            // Lines may run through it.
            ctx.fillStyle = colors.surface;
            ctx.fillRect(left + 2 * ratio, u.bbox.top, width + 2 * (MARGIN - 2) * ratio, LABEL_HEIGHT * ratio);
            ctx.fillStyle = colors.text;
            ctx.fillText(part.label, left + MARGIN * ratio, u.bbox.top + LABEL_TOP * ratio);
          }
        });
        ctx.restore();
      },
    },
  };
}
