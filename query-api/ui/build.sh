#!/bin/sh
# Builds the console into target/classes/ui. Called by Maven; does nothing if nothing has changed.
# Usage: build.sh [true|false]    true skips the unit tests
set -eu
cd "$(dirname "$0")"
skip_tests=${1:-false}
out=../target/classes/ui
stamp=../target/ui.stamp

if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
  echo "The console needs Node 18 or newer with npm: apt-get install nodejs npm" >&2
  exit 1
fi

sources=$(find src public index.html package.json package-lock.json tsconfig.json vite.config.ts \
  build.sh -type f | LC_ALL=C sort | xargs cksum | cksum)
if [ -f "$out/index.html" ] && [ "$(cat "$stamp" 2>/dev/null || true)" = "$sources" ]; then
  exit 0
fi

lock=$(cksum < package-lock.json)
if [ "$(cat node_modules/.lock 2>/dev/null || true)" != "$lock" ]; then
  npm ci --no-audit --no-fund --loglevel=error
  echo "$lock" > node_modules/.lock
fi
if [ "$skip_tests" != true ]; then
  npm test --silent
fi
npm run build --silent -- --logLevel warn
mkdir -p ../target
echo "$sources" > "$stamp"
