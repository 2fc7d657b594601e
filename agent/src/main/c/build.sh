#!/bin/sh
# Compiles the kernel side for each architecture into the directory given, unless what lies there
# was made from these very sources: so clang is needed only by those who change them.
set -eu

sources=$(dirname "$0")
target=$1
clang=${CLANG:-clang}

hash=$(cd "$sources" && cat gyr.bpf.c gyr_event.h gyr_fields.h gyr_header.h gyr_kernel.h gyr_scratch.h |
  sha256sum | cut -d' ' -f1)
if [ -f "$target/gyr-x86_64.bpf.o" ] && [ -f "$target/gyr-aarch64.bpf.o" ] &&
  [ "$(cat "$target/gyr.bpf.sha256" 2>/dev/null)" = "$hash" ]; then
  exit 0
fi
if ! command -v "$clang" >/dev/null; then
  echo "The eBPF sources in $sources changed, and clang is needed to compile them:" >&2
  echo "    apt-get install clang llvm" >&2
  exit 1
fi

mkdir -p "$target"
for pair in x86:x86_64 arm64:aarch64; do
  object=$target/gyr-${pair#*:}.bpf.o
  (cd "$sources" && "$clang" -target bpf -g -O2 -Wall -Werror -fdebug-compilation-dir=. \
    "-D__TARGET_ARCH_${pair%:*}" -c gyr.bpf.c -o -) >"$object.new"
  # Keeps BTF, drops DWARF.
  for strip in llvm-strip llvm-strip-14 llvm-strip-16 llvm-strip-19; do
    if command -v "$strip" >/dev/null; then
      "$strip" -g "$object.new"
      break
    fi
  done
  mv "$object.new" "$object"
done
echo "$hash" >"$target/gyr.bpf.sha256"
