# Sourced by the scripts beside it: a virtual environment with Détente in it, made once and renewed when pyproject.toml changes.
# The folder is .venv in the repository, or $DETENTE_VENV. The interpreter is the first good one below, or $PYTHON.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
venv=${DETENTE_VENV:-$root/.venv}

fail() {
    echo "error: $*" >&2
    exit 1
}

good_python() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

find_python() {
    local name
    if [[ -n ${PYTHON:-} ]]; then
        good_python "$PYTHON" || fail "\$PYTHON is '$PYTHON', which is not a Python 3.11 or newer that runs"
        echo "$PYTHON"
        return
    fi
    for name in python3.12 python3.13 python3.11 python3 python python3.14; do
        if good_python "$name"; then
            echo "$name"
            return
        fi
    done
    fail "no Python 3.11 or newer found: install one, or name one by PYTHON=/path/to/python $0"
}

make_venv() {
    local python
    python=$(find_python) || exit 1
    echo "Making a virtual environment in $venv" >&2
    "$python" -m venv --clear "$venv" >&2 ||
        fail "'$python -m venv' failed: on Debian and Ubuntu install the package python3-venv, then run this again"
}

# prepare EXTRA: the environment has the project with that extra ("" for none); nothing is done when it already has.
prepare() {
    local extra=$1 stamp wanted
    good_python "$venv/bin/python" || make_venv
    stamp=$venv/.installed${extra:+-$extra}
    wanted=$(cd "$root" && { pwd; cat pyproject.toml; } | cksum)
    if [[ ! -f $stamp || $(<"$stamp") != "$wanted" ]]; then
        echo "Installing Détente${extra:+ with what '$extra' needs} (once; some minutes on a slow line)" >&2
        "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --editable "$root${extra:+[$extra]}" >&2 ||
            fail "the installation failed; what pip says stands above. Mend that (network? disk?) and run this again"
        echo "$wanted" >"$stamp"
    fi
}
