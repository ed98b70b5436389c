#!/bin/sh
# Pins every package anew, with the hash of each of its files, for Python from 3.11 on and for Linux, Windows and macOS.
#   sh packaging/lock.sh              only what pyproject.toml asks for and the lock lacks
#   sh packaging/lock.sh --upgrade    the newest of all that pyproject.toml allows
# lock-run.txt is what the program needs, lock-dev.txt what those who work on it need; pip reads both (bootstrap.sh).
set -eu
cd "$(dirname "$0")/.."

tools=build/uv # a .venv of its own: the project's has nothing that the locks do not name
[ -x $tools/bin/uv ] || {
  "${PYTHON:-python3}" -m venv $tools
  $tools/bin/python -m pip install --quiet --disable-pip-version-check uv
}

lock() {
  purpose=$1
  shift
  # hatchling and editables build the program itself, which is installed without a network after all others.
  printf 'hatchling\neditables\n' |
    $tools/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
      --no-config --no-header --no-emit-package cramp-journal --no-annotate \
      --output-file "packaging/lock-$purpose.txt" "$@" pyproject.toml -
}

lock dev --extra dev "$@"
lock run --constraint packaging/lock-dev.txt "$@" # of the same versions

# What freezes the program (packaging/build.py) is not part of it.
printf 'pyinstaller\n' |
  $tools/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-config --no-header \
    --no-annotate --constraint packaging/lock-dev.txt --output-file packaging/lock-build.txt "$@" -
