/** The name of a query on the page: A, B, ... */
export function letterOf(index: number): string {
  return String.fromCharCode(65 + index);
}
