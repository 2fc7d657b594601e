const ROWS = 14;

/** The shape of the list before its first rows are there. */
export function Skeleton() {
  return (
    <div className="skeleton" role="status" aria-label="Loading events">
      {Array.from({ length: ROWS }, (_, index) => (
        <div key={index} className="skeleton-row">
          <span style={{ width: "9rem" }} />
          <span style={{ width: `${10 + ((index * 5) % 7)}rem` }} />
          <span style={{ flex: 1, maxWidth: `${24 + ((index * 11) % 17)}rem` }} />
        </div>
      ))}
    </div>
  );
}
