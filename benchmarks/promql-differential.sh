#!/bin/sh
# The same random queries to Gyr's engine and to Debian's Prometheus: promql-differential.sh [QUERIES [SEED]]
command -v promtool > /dev/null || { echo "needs: apt-get install prometheus" >&2; exit 2; }
exec "$(dirname "$0")/run.sh" differential.PromqlDifferential "$@"
