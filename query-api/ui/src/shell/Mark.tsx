/** The product's mark and name. */
export function Mark() {
  return (
    <span className="mark">
      <img src="/favicon.svg" alt="" width="22" height="22" />
      <strong>Gyr</strong>
    </span>
  );
}
