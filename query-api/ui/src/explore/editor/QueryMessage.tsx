import { excerpt, placed } from "./position";

interface Props {
  kind: "error" | "warning" | "info";
  text: string;
  /** The query as it was run. */
  query: string;
  onGoTo(offset: number): void;
}

const TITLE = { error: "Error", warning: "Warning", info: "Info" };

/** What the engine says about a query, with the place that it means. */
export function QueryMessage({ kind, text, query, onGoTo }: Props) {
  const { message, offset } = placed(text, query);
  const place = offset === undefined ? undefined : excerpt(query, offset);
  return (
    <div className={`query-message is-${kind}`} role={kind === "error" ? "alert" : "status"}>
      <p>
        <strong>{TITLE[kind]}</strong> {message.replace(/^PromQL (warning|info): /, "")}
        {offset !== undefined && (
          <button type="button" className="link" onClick={() => onGoTo(offset)}>
            go there
          </button>
        )}
      </p>
      {place !== undefined && (
        <pre aria-hidden="true">
          {place.line}
          {"\n"}
          {" ".repeat(place.indent)}
          <b>^</b>
        </pre>
      )}
    </div>
  );
}
