#!/bin/sh
# What samples cost from Kafka through the rollup job into Cassandra, all processes: rollup-cost.sh [--recording FILE]
exec "$(dirname "$0")/run.sh" RollupJobCost "$@"
