#!/usr/bin/env bash
# Installs the Debian packages that are missing: `packages.sh runtime` what Gyr needs to be built
# and run, `packages.sh test` also what its tests need. Without root it says which line to run.
set -eu
case "${1:-}" in
runtime | test) ;;
*)
  echo "usage: packages.sh runtime|test" >&2
  exit 2
  ;;
esac

missing=()
ls /usr/lib/*/libbpf.so.1 >/dev/null 2>&1 || missing+=(libbpf1)
command -v node >/dev/null || missing+=(nodejs)
command -v npm >/dev/null || missing+=(npm)
if [ "$1" = test ]; then
  command -v chromium >/dev/null || missing+=(chromium)
  command -v promtool >/dev/null || missing+=(prometheus)
fi
[ ${#missing[@]} -gt 0 ] || exit 0

line="apt-get install -y --no-install-recommends ${missing[*]}"
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
  echo "gyr: missing: ${missing[*]}. Run: sudo $line" >&2
  # Without libbpf the agent replays a recording, without chromium or prometheus the
  # tests with them are skipped; but without node there is no console.
  case " ${missing[*]} " in *" nodejs "* | *" npm "*) exit 3 ;; esac
  exit 0
fi
echo "gyr: installing missing packages: ${missing[*]}" >&2
export DEBIAN_FRONTEND=noninteractive
{ apt-get update -q && $line; } >/tmp/gyr-packages.log 2>&1 || {
  tail -n 5 /tmp/gyr-packages.log >&2
  echo "gyr: packages could not be installed, see /tmp/gyr-packages.log" >&2
  exit 3
}
