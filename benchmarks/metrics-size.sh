#!/bin/sh
# What samples take on disk, in six hours and in thirty days beside Prometheus: metrics-size.sh [--month-series 100]
set -eu
command -v prometheus > /dev/null || {
  echo "installing prometheus" >&2
  apt-get install -y --no-install-recommends prometheus > /dev/null
}
exec "$(dirname "$0")/run.sh" size.MetricsSize "$@"
