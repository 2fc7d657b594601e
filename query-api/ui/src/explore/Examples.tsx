interface Props {
  onChoose(query: string): void;
}

/** Questions that every installation can answer: agents report these metrics. */
const EXAMPLES: [string, string][] = [
  ["CPU in use, by host", "gyr_host_cpu_used_ratio"],
  ["What the CPUs do", "sum by (mode) (rate(node_cpu_seconds_total[5m]))"],
  ["Containers with the most memory", "topk(5, container_memory_working_set_bytes)"],
  ["Traffic in, by device", "sum by (device) (rate(node_network_receive_bytes_total[5m]))"],
  ["How full file systems are", "1 - node_filesystem_avail_bytes / node_filesystem_size_bytes"],
  ["Records waiting in agents", "max_over_time(gyr_agent_queue_records[10m])"],
];

/** What stands in place of a result while nothing has been asked. */
export function Examples({ onChoose }: Props) {
  return (
    <div className="examples">
      <h2>Ask a question in PromQL</h2>
      <p>
        Write it above and press <kbd>Ctrl</kbd> <kbd>Enter</kbd>, or begin with one of these:
      </p>
      <ul>
        {EXAMPLES.map(([title, query]) => (
          <li key={query}>
            <button type="button" onClick={() => onChoose(query)}>
              <span>{title}</span>
              <code>{query}</code>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
