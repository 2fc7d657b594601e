import { sameFilter, type Filter } from "../state/filter";

interface Props {
  filters: Filter[];
  onChange(filters: Filter[]): void;
}

/** The conditions on labels; each can be turned around or removed. */
export function FilterPills({ filters, onChange }: Props) {
  if (filters.length === 0) {
    return null;
  }
  const replace = (filter: Filter, by: Filter[]) =>
    onChange(filters.flatMap((each) => (sameFilter(each, filter) ? by : [each])));
  return (
    <ul className="pills" aria-label="Filters">
      {filters.map((filter) => (
        <li key={`${filter.key}=${filter.value}`} className={filter.exclude ? "pill exclude" : "pill"}>
          <span className="pill-key">{filter.key}</span>
          <button
            type="button"
            title={filter.exclude ? "Include instead" : "Exclude instead"}
            aria-label={`${filter.key} ${filter.exclude ? "is not" : "is"} ${filter.value}: turn around`}
            onClick={() => replace(filter, [{ ...filter, exclude: !filter.exclude }])}
          >
            {filter.exclude ? "≠" : "="}
          </button>
          <span className="pill-value">{filter.value}</span>
          <button type="button" aria-label={`Remove filter on ${filter.key}`} title="Remove" onClick={() => replace(filter, [])}>
            ×
          </button>
        </li>
      ))}
      <li>
        <button type="button" className="quiet" onClick={() => onChange([])}>
          Clear
        </button>
      </li>
    </ul>
  );
}
