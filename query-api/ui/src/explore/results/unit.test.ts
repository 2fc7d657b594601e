import { expect, it } from "vitest";
import { unitOf } from "./unit";

it.each([
  ["container_memory_working_set_bytes", "bytes"],
  ["sum by (device) (rate(node_network_receive_bytes_total[5m]))", "bytes/s"],
  ["gyr_host_cpu_used_ratio", "ratio"],
  ["histogram_quantile(0.99, sum by (le) (rate(http_request_duration_seconds_bucket[5m])))", "seconds"],
  ["rate(node_cpu_seconds_total[5m])", "none"],
  ["increase(x_bytes_total[1h] offset 1d)", "bytes"],
  ["max_over_time(rate(x_bytes_total[1m])[1h:])", "bytes/s"],
  ["time() - node_boot_time_seconds", "seconds"],
  ["-(a_bytes - b_bytes)", "bytes"],
  ["a_bytes - b_seconds", "none"],
  ["a_bytes / b_bytes", "none"],
  ["a_bytes > 100", "bytes"],
  ["a_bytes > bool 100", "none"],
  ["topk(5, a_bytes)", "bytes"],
  ["count(a_bytes)", "none"],
  ['up{unit="x_bytes"}', "none"],
  ["", "none"],
])("%s is in %s", (query, unit) => {
  expect(unitOf(query)).toBe(unit);
});
