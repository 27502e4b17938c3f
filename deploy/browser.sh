#!/bin/sh
# What only the tests need: a Chromium, Thai fonts for its pages, and pdftotext.
# As root on Debian from its packages; elsewhere Playwright's own browser.
set -eu
python=$1
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    missing=""
    command -v chromium >/dev/null || missing="$missing chromium"
    command -v pdftotext >/dev/null || missing="$missing poppler-utils"
    [ -d /usr/share/fonts/truetype/tlwg ] || missing="$missing fonts-thai-tlwg"
    if [ -n "$missing" ]; then
        apt-get update -qq
        # shellcheck disable=SC2086 # one word a package
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
    fi
elif ! command -v chromium >/dev/null; then
    "$python" -m playwright install chromium
fi
