#!/usr/bin/env bash
# Make sure that some tests have the program that they need: debian.sh WHO "PROGRAM …" PACKAGE …
set -euo pipefail

who=$1 programs=$2
shift 2

there() {
  for name in $programs; do
    if command -v "$name" >/dev/null; then return 0; fi
  done
  return 1
}

if there; then exit 0; fi

if ! command -v apt-get >/dev/null; then
  echo "$who need ${programs%% *}: install it and put it on the PATH." >&2
  exit 1
fi

if [ "$(id -u)" -eq 0 ]; then
  as_root=()
elif sudo -n true 2>/dev/null; then
  as_root=(sudo -n)
else
  echo "$who need ${programs%% *}. Install it with: sudo apt-get install $1" >&2
  exit 1
fi

echo "Installing Debian's $1 …"
"${as_root[@]}" apt-get update -qq
DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends "$@" >/dev/null </dev/null
there || { echo "$1 was installed, but ${programs%% *} is not on the PATH." >&2; exit 1; }
