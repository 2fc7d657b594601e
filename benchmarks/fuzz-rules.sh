#!/bin/sh
# Fuzzes the loading of rule files with Jazzer: fuzz-rules.sh [MINUTES], ten if not said.
# An input that breaks something is written to libs/rules/target as crash-*, timeout-* or oom-*;
# once mended it belongs to the inputs that the build runs.
set -e
cd "$(dirname "$0")/.."
inputs=src/test/resources/io/gyr/rules/load/fuzz
./mvnw -q -B -pl libs/rules -Dgyr.packages.skip=true test-compile \
  dependency:build-classpath -Dmdep.outputFile=target/fuzz.classpath
cd libs/rules
mkdir -p target/fuzz
exec java -Xmx1g -cp "target/test-classes:target/classes:$(cat target/fuzz.classpath)" \
  com.code_intelligence.jazzer.Jazzer --target_class=io.gyr.rules.load.RuleFuzzTest \
  "--instrumentation_includes=io.gyr.rules.**" -artifact_prefix=target/ -timeout=120 -rss_limit_mb=0 -max_len=2000 \
  -max_total_time=$((${1:-10} * 60)) target/fuzz $inputs
