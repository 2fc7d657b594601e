import { useEffect, useState } from "react";

/** What the canvas is drawn with; it does not read style sheets by itself. */
export interface Colors {
  lines: string[];
  text: string;
  grid: string;
  axis: string;
  rollup: string;
  surface: string;
}

const LINES = 10;

/** The variable that holds the colour of a line. */
export function lineColor(index: number): string {
  return `var(--series-${index % LINES})`;
}

function read(): Colors {
  const style = getComputedStyle(document.documentElement);
  const color = (name: string) => style.getPropertyValue(name).trim();
  return {
    lines: Array.from({ length: LINES }, (_, index) => color(`--series-${index}`)),
    text: color("--muted"),
    grid: color("--line"),
    axis: color("--line-strong"),
    rollup: color("--rollup"),
    surface: color("--surface"),
  };
}

/** The colours of the scheme that the reader prefers, now and after it changes. */
export function useColors(): Colors {
  const [colors, setColors] = useState(read);
  useEffect(() => {
    const dark = window.matchMedia("(prefers-color-scheme: dark)");
    const onChange = () => setColors(read());
    dark.addEventListener("change", onChange);
    return () => dark.removeEventListener("change", onChange);
  }, []);
  return colors;
}
