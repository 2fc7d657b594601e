import type { Histogram, HistogramBucket, SeverityGroup } from "../api/types";
import { GROUPS } from "../format/severity";

/** One rectangle; all numbers are shares of the chart's width or height, y from the top. */
export interface Segment {
  group: SeverityGroup;
  y: number;
  height: number;
}

export interface Bar {
  bucket: HistogramBucket;
  x: number;
  width: number;
  total: number;
  segments: Segment[];
}

export function total(bucket: HistogramBucket): number {
  return GROUPS.reduce((sum, group) => sum + bucket[group], 0);
}

/** The largest bar, at least 1. */
export function peak(histogram: Histogram): number {
  return histogram.buckets.reduce((max, bucket) => Math.max(max, total(bucket)), 1);
}

/** Stacks the bars, the worst severity at the bottom where bars are compared best. */
export function bars(histogram: Histogram): Bar[] {
  const width = 1 / Math.max(1, histogram.buckets.length);
  const max = peak(histogram);
  return histogram.buckets.map((bucket, index) => {
    let top = 1;
    const segments: Segment[] = [];
    for (const group of GROUPS) {
      const height = bucket[group] / max;
      if (height > 0) {
        top -= height;
        segments.push({ group, y: top, height });
      }
    }
    return { bucket, x: index * width, width, total: total(bucket), segments };
  });
}

/** The time that two places on the axis mean, in whole buckets and in the right order. */
export function brushed(histogram: Histogram, a: number, b: number): { fromMs: number; toMs: number } {
  const count = histogram.buckets.length;
  const index = (share: number) => Math.max(0, Math.min(count - 1, Math.floor(share * count)));
  const first = index(Math.min(a, b));
  const last = index(Math.max(a, b));
  return {
    fromMs: histogram.from_ms + first * histogram.interval_ms,
    toMs: histogram.from_ms + (last + 1) * histogram.interval_ms,
  };
}

/** Places of labels on the axis: bucket indices, at most `most`. */
export function ticks(histogram: Histogram, most: number): number[] {
  const every = Math.max(1, Math.ceil(histogram.buckets.length / most));
  return histogram.buckets.map((_, index) => index).filter((index) => index % every === 0);
}
