import { useVirtualizer } from "@tanstack/react-virtual";
import { useMemo, useRef, useState } from "react";
import { letterOf } from "../editor/letters";
import { clock } from "./clock";
import { sorted, tableOf, type Order } from "./rows";
import type { Run } from "./run";
import { valueText } from "./value";

interface Props {
  run: Run;
}

const ROW_PX = 28;
const MOST_CHARACTERS = 52;
const VALUE_CHARACTERS = 17;
const PADDING_PX = 28;

/** The values at the end of the range. A click on a column sorts by it, another one the other way. */
export function ResultTable({ run }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const [order, setOrder] = useState<Order>();
  const table = useMemo(() => tableOf(run), [run]);
  const rows = useMemo(() => sorted(table.rows, order), [table, order]);
  const several = run.asked.queries.length > 1;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
  });
  const items = virtual.getVirtualItems();
  const above = items[0]?.start ?? 0;
  const below = virtual.getTotalSize() - (items[items.length - 1]?.end ?? 0);
  const columns = [
    ...(several ? [{ column: "query", label: false, title: "Query", characters: 0 }] : []),
    ...table.columns.map(({ label, characters }) => ({
      column: label,
      label: true,
      title: label === "__name__" ? "Metric" : label,
      characters: Math.min(characters, MOST_CHARACTERS),
    })),
    { column: "value", label: false, title: `Value at ${clock(run.asked.at)}`, characters: VALUE_CHARACTERS },
  ];
  const by = (column: string, label: boolean) =>
    setOrder((now) =>
      now?.column === column && now.label === label
        ? { ...now, descending: !now.descending }
        : // The largest values are what one looks for, and labels are read from a to z.
          { column, label, descending: column === "value" && !label },
    );
  return (
    <div ref={scroller} className="table-scroller" tabIndex={0} role="region" aria-label="Values">
      <table className="result-table">
        <thead>
          <tr>
            {columns.map(({ column, label, title, characters }) => {
              const active = order?.column === column && order.label === label;
              return (
                <th
                  key={`${label} ${column}`}
                  scope="col"
                  style={{ minWidth: `calc(${characters}ch + ${PADDING_PX}px)` }}
                  className={column === "value" && !label ? "number" : undefined}
                  aria-sort={!active ? "none" : order.descending ? "descending" : "ascending"}
                >
                  <button type="button" onClick={() => by(column, label)}>
                    {title}
                    <span aria-hidden="true">{!active ? "" : order.descending ? " ↓" : " ↑"}</span>
                  </button>
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {above > 0 && <tr style={{ height: above }} aria-hidden="true" />}
          {items.map(({ index }) => {
            const row = rows[index];
            if (row === undefined) {
              return null;
            }
            return (
              <tr key={index} style={{ height: ROW_PX }}>
                {several && <td>{letterOf(row.query)}</td>}
                {table.columns.map(({ label }) => (
                  <td key={label} title={row.labels[label]}>
                    {row.labels[label]}
                  </td>
                ))}
                <td className="number">
                  {row.text}
                  {row.unit !== "none" && Number.isFinite(row.number) && <em>{valueText(row.number, row.unit)}</em>}
                </td>
              </tr>
            );
          })}
          {below > 0 && <tr style={{ height: below }} aria-hidden="true" />}
        </tbody>
      </table>
    </div>
  );
}
