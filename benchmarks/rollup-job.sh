#!/bin/sh
# What the rollup job costs by itself, without Kafka and Cassandra: rollup-job.sh [SERIES [FEW [MANY]]], the scrapes of
# a short and of a long run. On one core: taskset -c 0 benchmarks/rollup-job.sh
set -eu
cd "$(dirname "$0")/.."
exec ./mvnw -q -B -o -Dgyr.packages.skip=true -Dspotless.check.skip=true -pl jobs/rollup -am package \
  -Dtest=JobThroughput -Dsurefire.failIfNoSpecifiedTests=false \
  -Dgyr.series="${1:-1400}" -Dgyr.few="${2:-150}" -Dgyr.many="${3:-1500}"
