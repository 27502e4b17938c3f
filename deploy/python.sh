#!/bin/sh
# Makes .venv with the given python3. Debian ships venv apart from python3: as root it is installed, else said.
set -eu
python=$1
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "สุจริตต้องใช้ Python 3.11 ขึ้นไป เครื่องนี้มี $("$python" --version) ระบุตัวอื่นด้วย make run PYTHON=python3.12" >&2
    echo "Sujarit needs Python 3.11 or newer; this is $("$python" --version). Name another: make run PYTHON=python3.12" >&2
    exit 1
}
[ -x .venv/bin/python ] && exit 0
"$python" -m venv .venv 2>/dev/null && exit 0
rm -rf .venv
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq && apt-get install -y -qq python3-venv >/dev/null
    "$python" -m venv .venv
else
    echo "Python ของเครื่องนี้ยังสร้างสภาพแวดล้อมไม่ได้ ใน Debian พิมพ์ sudo apt install python3-venv แล้วเริ่มอีกครั้ง" >&2
    echo "Python cannot make a virtual environment here. On Debian: sudo apt install python3-venv" >&2
    exit 1
fi
