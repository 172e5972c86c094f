#!/usr/bin/env bash
# Make sure that the browser tests have a browser: Debian's Chromium.
set -euo pipefail

for name in chromium chromium-browser google-chrome; do
  if command -v "$name" >/dev/null; then exit 0; fi
done

if ! command -v apt-get >/dev/null; then
  echo "The browser tests need Chromium: install it and put 'chromium' on the PATH." >&2
  exit 1
fi

if [ "$(id -u)" -eq 0 ]; then
  as_root=()
elif sudo -n true 2>/dev/null; then
  as_root=(sudo -n)
else
  echo "The browser tests need Chromium. Install it with: sudo apt-get install chromium" >&2
  exit 1
fi

echo "Installing Debian's Chromium …"
"${as_root[@]}" apt-get update -qq
DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends chromium fonts-liberation >/dev/null </dev/null
command -v chromium >/dev/null || { echo "Chromium was installed, but is not on the PATH." >&2; exit 1; }
