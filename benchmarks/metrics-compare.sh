#!/bin/sh
# The same samples and queries to Gyr, Prometheus and VictoriaMetrics: metrics-compare.sh [--tries 100] [--series 5600]
set -eu
for package in prometheus victoria-metrics; do
  command -v "$package" > /dev/null || {
    echo "installing $package" >&2
    apt-get install -y --no-install-recommends "$package" > /dev/null
  }
done
exec "$(dirname "$0")/run.sh" compare.MetricsCompare "$@"
