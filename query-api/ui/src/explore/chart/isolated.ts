/** Indices of values that have none before and none after them. */
export function isolated(values: readonly (number | null)[]): number[] {
  const found: number[] = [];
  for (let i = 0; i < values.length; i++) {
    if (values[i] !== null && (values[i - 1] ?? null) === null && (values[i + 1] ?? null) === null) {
      found.push(i);
    }
  }
  return found;
}
