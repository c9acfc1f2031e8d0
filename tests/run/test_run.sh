#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# ./run's set-up, on a path that has only what the test puts there: apt-get, npm, sudo and id are stand-ins.
set -eu
root=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bin=$work/bin
tree="$work/a tree"
mkdir -p "$bin" "$tree" "$work/package/deep"
for tool in sh awk basename cat chmod cut dirname env grep gzip ls mkdir mv rm sed sha256sum sort tail tar touch tr; do
    ln -s "$(command -v $tool)" "$bin/$tool"
done
cp "$root/run" "$tree/"

stand_in() { # NAME LINES
    printf '#!%s\n%s\n' "$bin/sh" "$2" >"$bin/$1"
    chmod +x "$bin/$1"
}

# wants CODE WORDS ARGUMENTS…: ./run ARGUMENTS ends with CODE and says WORDS (- : nothing at all).
wants() {
    code=$1 words=$2
    shift 2
    status=0
    PATH=$bin "$tree/run" "$@" >"$work/said" 2>&1 </dev/null || status=$?
    if [ $status != "$code" ] || { [ "$words" = - ] && [ -s "$work/said" ]; } ||
        { [ "$words" != - ] && ! grep -qF -- "$words" "$work/said"; }; then
        cat "$work/said"
        echo "./run $*: exit code $status, wanted $code and: $words"
        exit 1
    fi
}

called() { # TIMES NAME
    times=$(grep -c "^$2 " "$work/calls" || true)
    [ "$times" = "$1" ] || {
        cat "$work/calls"
        echo "$2 was called $times times, wanted $1"
        exit 1
    }
}

: >"$work/calls"
echo inside >"$work/package/deep/file"
tar -czf "$work/one.tgz" -C "$work" package
sum=$(sha256sum "$work/one.tgz" | cut -d ' ' -f 1)
stand_in id 'echo 0'
stand_in npm "echo \"npm \$*\" >>'$work/calls'
while [ \"\$1\" != --pack-destination ]; do shift; done
'$(command -v cp)' '$work/one.tgz' \"\$2/made.tgz\""
printf '# a comment\n\nthere\tcmd sh\nabsent-tool\tcmd absent\nabsent-file\tfile %s\n' "$work/absent" >"$tree/packages.debian"
printf '# a comment\nplain\t1.0.0\t%s\n@scope/name\t2.0.0\t%s\n' "$sum" "$sum" >"$tree/packages.npm"

wants 0 'usage: ./run COMMAND' help
for command in setup build test fuzz lint bench demo install clean; do
    wants 0 "  $command " help
done
wants 1 "there is no command 'nonsense'" nonsense

wants 1 'there is no apt-get here; install what Debian calls: absent-tool absent-file' setup
stand_in apt-get "echo \"apt-get \$*\" >>'$work/calls'"
stand_in id 'echo 1000'
wants 1 'neither root nor sudo; have installed: absent-tool absent-file' setup
called 0 apt-get
wants_sudo='"$@"'
stand_in sudo "echo \"sudo \$*\" >>'$work/calls'; $wants_sudo"
wants 1 'installed, but still missing or too old: absent-tool absent-file' setup
called 2 sudo
called 2 apt-get
stand_in id 'echo 0'
stand_in apt-get "echo \"apt-get \$*\" >>'$work/calls'; case \"\$*\" in
*' absent-tool absent-file') touch '$work/absent'; ln -s sh '$bin/absent' ;; esac"
ln -s "$(command -v ln)" "$bin/ln"
called 0 npm
wants 0 'installing: absent-tool absent-file' setup
called 4 apt-get
called 2 npm
for name in plain @scope/name; do
    [ "$(cat "$tree/build/npm/$name/deep/file")" = inside ]
done
wants 0 - setup
called 4 apt-get
called 2 npm

# One whose sum is another: thrown away, what was there before stays, and nothing half unpacked.
other=$(printf other | sha256sum | cut -d ' ' -f 1)
printf 'plain\t1.0.1\t%s\n' "$other" >"$tree/packages.npm"
wants 1 "npm package 'plain' 1.0.1 has SHA-256 $sum, wanted $other: thrown away" setup
[ "$(cat "$tree/build/npm/plain/.sha256")" = "$sum" ]
[ "$(ls "$tree/build/npm/.cache")" = "$(printf 'new\nplain-1.0.0.tgz\nscope-name-2.0.0.tgz')" ]
rm -rf "$tree/build"
wants 1 'thrown away' setup
[ ! -e "$tree/build/npm/plain" ]

wants 0 - clean
[ ! -e "$tree/build" ]
echo './run sets up as it says'
