#!/bin/sh
# Thirty days of 1,000 series from rollups, and the labels of a million series: metrics-history.sh [--tries 100]
exec "$(dirname "$0")/run.sh" compare.MetricsHistory "$@"
