#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# cli.sh PROGRAM CASE [update]: plays a transcript again and compares.
# A line '$ command' is run by the shell, in a new folder; under it stands what it must say: standard output
# as it is, standard error behind '! ', an exit code other than 0 behind '? ', an empty line
# as '~'. Other lines are for people.
# Whatever films.sh defines can be used, and $source, the root of the tree. 'update' writes what was said into the case, to be read and committed.
set -eu
program=$(realpath "$1")
case_file=$(realpath "$2")
source=$(realpath "$(dirname "$case_file")/../../..")
name=$(basename "$case_file" .case)
. "$(dirname "$(dirname "$case_file")")/films.sh"

for tool in $(sed -n 's/^needs: //p' "$case_file"); do
    command -v "$tool" >/dev/null || { echo "skipped: no $tool"; exit 77; }
done

work=$PWD/cli-$name
rm -rf "$work"
mkdir -p "$work/here"
cd "$work/here"
export TERM=dumb LC_ALL=C.UTF-8
unset POSIXLY_CORRECT || true

pastiche() {
    "$program" "$@"
}

play() {
    code=0
    (eval "$1") >../out 2>../err </dev/null || code=$?
    printf '$ %s\n' "$1"
    awk '{ print $0 == "" ? "~" : $0 }' ../out
    awk '{ print "! " $0 }' ../err
    [ $code -eq 0 ] || echo "? $code"
}

# What was said is left out, and said again.
while IFS= read -r line; do
    case $line in
    '$ '*) playing=yes; play "${line#??}" ;;
    '') playing=; echo ;;
    *) [ "${playing:-}" ] || printf '%s\n' "$line" ;;
    esac
done <"$case_file" >../said

if [ "${3:-}" = update ]; then
    cp ../said "$case_file"
elif ! diff -u "$case_file" ../said; then
    echo "$name: says something else; look at it, then: sh $0 $1 $2 update"
    exit 1
fi
rm -rf "$work"
