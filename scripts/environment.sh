# environment FOLDER LOCK: makes a virtual environment in FOLDER with what LOCK lists, unless it is there already.
#
# A stamp, which is a copy of the lock, tells what is installed. Several locks are installed on top of each other and
# agree on versions, so each keeps its stamp until it changes. An installation that was cut off leaves
# FOLDER.unfinished behind and is begun anew; two at once wait for each other, by a lock on FOLDER.lock that the system
# takes back when its holder ends. MADOGUCHI_PYTHON names the Python to use.
#
# installed FOLDER: the names of the locks that were installed in FOLDER.

environment() {
    local folder=$1 lock=$2 stamp=$1/${2##*/} python
    if cmp -s "$lock" "$stamp" && [ -x "$folder/bin/python" ]; then return 0; fi
    python=$(_python) || exit 1
    exec 9>"$folder.lock"
    "$python" -c 'import fcntl; fcntl.flock(9, fcntl.LOCK_EX)'
    if ! cmp -s "$lock" "$stamp" || ! [ -x "$folder/bin/python" ]; then
        echo "madoguchi: preparing ${folder##*/} (first use, or new dependencies); this takes a minute"
        if [ -e "$folder.unfinished" ]; then rm -rf "$folder"; fi
        : >"$folder.unfinished"
        _forget_changed "$folder" "${lock%/*}"
        _virtual_environment "$python" "$folder" && _install "$python" "$folder" "$lock" && cp "$lock" "$stamp" || {
            echo "madoguchi: the environment could not be made; see above, then run the same command again"
            exit 1
        }
        rm "$folder.unfinished"
    fi
    exec 9>&-
}

installed() {
    local stamp
    for stamp in "$1"/*.txt; do
        stamp=${stamp##*/}
        if [ "$stamp" != "*.txt" ]; then echo "${stamp%.txt}"; fi
    done
}

_forget_changed() {
    local folder=$1 locks=$2 stamp
    for stamp in "$folder"/*.txt; do
        cmp -s "$locks/${stamp##*/}" "$stamp" || rm -f "$stamp"
    done
}

_virtual_environment() {
    local python=$1 folder=$2
    if "$folder/bin/python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null; then return 0; fi
    "$python" -m venv --clear "$folder" >/dev/null 2>&1 || "$python" -m venv --clear --without-pip "$folder"
}

_python() {
    local candidate
    if [ -n "${MADOGUCHI_PYTHON:-}" ]; then set -- "$MADOGUCHI_PYTHON"; else set -- python3.13 python3.12 python3.11 python3 python; fi
    for candidate in "$@"; do
        if "$candidate" -c 'import sys, venv; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null; then
            echo "$candidate"
            return 0
        fi
    done
    echo "madoguchi: needs Python 3.11, 3.12 or 3.13 with its venv module (on Debian: apt-get install python3-venv); none of" \
        "$* is one; MADOGUCHI_PYTHON can name another" >&2
    return 1
}

_install() {
    local python=$1 folder=$2 lock=$3
    if "$folder/bin/python" -m pip --version >/dev/null 2>&1; then
        set -- "$folder/bin/python" -m pip
    elif "$python" -m pip --version >/dev/null 2>&1; then
        set -- "$python" -m pip --python "$folder/bin/python"
    else
        echo "madoguchi: this Python has no pip (on Debian: apt-get install python3-venv)" >&2
        return 1
    fi
    "$@" install --quiet --disable-pip-version-check --no-input --require-hashes --requirement "$lock"
}
