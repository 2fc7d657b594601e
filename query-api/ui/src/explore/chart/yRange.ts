const PAD = 0.08;

/** The vertical range for values between two bounds, or for none: zero is in it unless the values are far from it. */
export function yRange(min: number | null, max: number | null): [number, number] {
  if (min === null || max === null) {
    return [0, 1];
  }
  const pad = max > min ? (max - min) * PAD : Math.abs(max) * 0.1 || 1;
  const far = Math.abs(max - min) < Math.max(Math.abs(min), Math.abs(max)) / 2;
  const low = min >= 0 && (!far || min - pad < 0) ? 0 : min - pad;
  const high = max <= 0 && (!far || max + pad > 0) && min < 0 ? 0 : max + pad;
  return [low, high];
}
