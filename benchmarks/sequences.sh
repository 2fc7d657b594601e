#!/bin/sh
# What sequences cost: the engine alone, and the job without Kafka. sequences.sh [EVENTS]
set -eu
cd "$(dirname "$0")/.."
exec ./mvnw -q -B -o -pl jobs/rules -am package -Dtest=SequenceThroughput \
  -Dsurefire.failIfNoSpecifiedTests=false -Dgyr.events="${1:-2000000}" -Dspotless.check.skip=true
