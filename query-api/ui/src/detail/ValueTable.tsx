import type { Filter } from "../state/filter";
import { CopyButton } from "./CopyButton";
import type { Line } from "./summary";

interface Props {
  lines: Line[];
  onFilter(filter: Filter): void;
}

/** Names and values; a value that is indexed filters by a click, every value can be copied. */
export function ValueTable({ lines, onFilter }: Props) {
  return (
    <table className="values">
      <tbody>
        {lines.map(({ label, value, filterKey }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td>
              {filterKey === undefined ? (
                <span>{value}</span>
              ) : (
                <button
                  type="button"
                  className="value"
                  title="Show only these"
                  onClick={() => onFilter({ key: filterKey, value, exclude: false })}
                >
                  {value}
                </button>
              )}
              <span className="value-actions">
                {filterKey !== undefined && (
                  <button
                    type="button"
                    title="Hide these"
                    aria-label={`Hide events with ${label} ${value}`}
                    onClick={() => onFilter({ key: filterKey, value, exclude: true })}
                  >
                    ≠
                  </button>
                )}
                <CopyButton text={value} label={label} />
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
