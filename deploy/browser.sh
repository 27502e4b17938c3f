#!/bin/sh
# What only the tests need: a Chromium, Thai fonts for its pages, pdftotext, and Caddy for the recipe of HTTPS.
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
    # Caddy is unpacked and not installed: Debian's package would start a server on port 80.
    if ! command -v caddy >/dev/null && [ ! -x .venv/tools/usr/bin/caddy ]; then
        folder=$(mktemp -d)
        chmod 755 "$folder"
        # Without it those tests are skipped, and say so.
        (cd "$folder" && { apt-get download -qq caddy >/dev/null 2>&1 || { apt-get update -qq && apt-get download -qq caddy; }; }) || true
        for package in "$folder"/*.deb; do
            [ -e "$package" ] && dpkg -x "$package" .venv/tools
        done
        rm -rf "$folder"
    fi
elif ! command -v chromium >/dev/null; then
    "$python" -m playwright install chromium
fi
