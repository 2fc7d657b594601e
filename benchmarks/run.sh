#!/bin/sh
# Runs one of the benchmarks: run.sh CLASS OPTIONS. Builds Gyr if it is not built.
set -eu
home=$(cd "$(dirname "$0")/.." && pwd)
class=$1
shift
if [ ! -f "$home/benchmarks/target/classpath" ]; then
  echo "building Gyr ..." >&2
  (cd "$home" && ./mvnw -q -B package -DskipTests) >&2
fi
cd "$home"
# Not on the command line: the agent writes the command lines of forebears into every record.
CLASSPATH="$(ls "$home"/benchmarks/target/gyr-benchmarks-*.jar):$(cat "$home/benchmarks/target/classpath")"
export CLASSPATH
# Iceberg and Hadoop reach into java.base.
exec java -Xmx768m -XX:+UseSerialGC \
  --add-opens=java.base/java.lang=ALL-UNNAMED --add-opens=java.base/java.util=ALL-UNNAMED \
  --add-opens=java.base/java.nio=ALL-UNNAMED --add-opens=java.base/sun.nio.ch=ALL-UNNAMED \
  "io.gyr.benchmarks.$class" "$@"
