# environment FOLDER LOCK: makes a virtual environment in FOLDER with what LOCK lists, unless it is there already.
#
# A stamp, which is a copy of the lock, tells what is installed. An installation that was cut off has none and is
# repeated; two at once wait for each other. MADOGUCHI_PYTHON names the Python to use.

environment() {
    local folder=$1 lock=$2 stamp=$1/${2##*/}
    if cmp -s "$lock" "$stamp"; then return 0; fi
    mkdir -p "$folder"
    exec 9>"$folder/.lock"
    if command -v flock >/dev/null; then flock 9; fi
    if ! cmp -s "$lock" "$stamp"; then
        echo "madoguchi: preparing ${folder##*/} (first use, or new dependencies); this takes a minute"
        _virtual_environment "$folder" && _install "$folder" "$lock" && cp "$lock" "$stamp" || {
            echo "madoguchi: the environment could not be made; see above, then run the same command again"
            exit 1
        }
    fi
    exec 9>&-
}

_virtual_environment() {
    local folder=$1 python
    if "$folder/bin/python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null; then return 0; fi
    python=$(_python) || return 1
    "$python" -m venv --clear "$folder.new" 2>/dev/null || "$python" -m venv --clear --without-pip "$folder.new" || return 1
    cp -R "$folder.new/." "$folder/" && rm -rf "$folder.new"
    "$python" -m venv --upgrade --without-pip "$folder"  # its scripts name the folder they are in
}

_python() {
    local candidate
    for candidate in ${MADOGUCHI_PYTHON:-python3.13 python3.12 python3.11 python3 python}; do
        if "$candidate" -c 'import sys, venv; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null; then
            echo "$candidate"
            return 0
        fi
    done
    echo "madoguchi: needs Python 3.11, 3.12 or 3.13 with its venv module (on Debian: apt-get install python3-venv); none of" \
        "${MADOGUCHI_PYTHON:-python3.13 python3.12 python3.11 python3 python} is one" >&2
    return 1
}

_install() {
    local folder=$1 lock=$2
    if "$folder/bin/python" -m pip --version >/dev/null 2>&1; then
        set -- "$folder/bin/python" -m pip
    elif "$(_python)" -m pip --version >/dev/null 2>&1; then
        set -- "$(_python)" -m pip --python "$folder/bin/python"
    else
        echo "madoguchi: this Python has no pip (on Debian: apt-get install python3-venv)" >&2
        return 1
    fi
    "$@" install --quiet --disable-pip-version-check --no-input --require-hashes --requirement "$lock"
}
