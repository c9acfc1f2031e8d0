# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh disable=SC2154
# Films with known truth, made on the spot by ffmpeg. 320x180, 24 frames a second, FFV1 and PCM: what is
# measured is what was drawn.

make() {
    ffmpeg -nostdin -v error -y "$@"
}

# cuts FILE [OPTION…]: 240 frames with sound. testsrc2 for 48 frames, smptehdbars for 72, black for 24, then
# mandelbrot for 96: cuts at 48, 120 and 144. A 1 kHz sine of -20 dBFS in both channels.
cuts() {
    file=$1
    shift
    make -f lavfi -i testsrc2=s=320x180:r=24:d=2 -f lavfi -i smptehdbars=s=320x180:r=24:d=3 \
        -f lavfi -i color=black:s=320x180:r=24:d=1 -f lavfi -i mandelbrot=s=320x180:r=24:start_scale=1 \
        -f lavfi -i "aevalsrc=0.1*sin(2*PI*1000*t)|0.1*sin(2*PI*1000*t):s=48000:d=10" \
        -filter_complex '[3]trim=end_frame=96[m];[0][1][2][m]concat=n=4,format=yuv420p[v]' \
        -map '[v]' -map 4 -c:v ffv1 -c:a pcm_s16le -frames:v 240 "$@" "$file"
}

# plain FILE [OPTION…]: 48 frames of testsrc2, no sound.
plain() {
    file=$1
    shift
    make -f lavfi -i testsrc2=s=320x180:r=24:d=2 -pix_fmt yuv420p -c:v ffv1 "$@" "$file"
}

# halves FILE [OPTION…]: 24 shots of 12 frames, the first twelve at about a third of the light of the rest; a
# 1 kHz sine, of -40 dBFS before and -20 dBFS after the middle.
halves() {
    file=$1
    shift
    inputs='' graph='' names=''
    for i in $(seq 0 23); do
        case $((i % 3)) in
        0) shot=testsrc2 ;;
        1) shot=smptehdbars ;;
        2) shot=rgbtestsrc ;;
        esac
        light=$((i < 12 ? 25 + i : 70 + i))
        inputs="$inputs -f lavfi -i $shot=s=320x180:r=24:d=0.5"
        graph="$graph[$i]format=yuv420p,lutyuv=y=16+(val-16)*0.$light[v$i];"
        names="$names[v$i]"
    done
    # shellcheck disable=SC2086
    make $inputs -f lavfi -i 'aevalsrc=if(lt(t\,6)\,0.01\,0.1)*sin(2*PI*1000*t):s=48000:d=12' \
        -filter_complex "$graph${names}concat=n=24[v]" -map '[v]' -map 24 -c:v ffv1 -c:a pcm_s16le "$@" "$file"
}

# What changes from run to run, made steady: times taken and speeds.
steady() {
    sed -e 's/ measured in [0-9:]*, [0-9.]* × real time/ measured/' -e 's/"elapsed":[0-9.]*/"elapsed":0/' \
        -e '/: measuring /d' -e '/ frames\/s, /d'
}

# Columns of a CSV file by their names, as lines 'a|b|c': read with a reader of its own, not by cutting at commas.
columns() {
    node -e '
        const text = require("fs").readFileSync(0, "utf8"), rows = [[]];
        for (const m of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy)) {
            rows.at(-1).push(m[1] === undefined ? m[2] : m[1].replaceAll("\"\"", "\""));
            if (m[3] !== ",") rows.push([]);
        }
        if (rows.pop().length) throw new Error("the last row does not end in CRLF");
        const head = rows[0], names = process.argv.slice(1);
        for (const row of rows) {
            if (row.length !== head.length) throw new Error(`${row.length} fields under ${head.length}`);
            console.log(names.map(n => {
                if (!head.includes(n)) throw new Error("no column " + n);
                return row[head.indexOf(n)];
            }).join("|"));
        }' "$@"
}

# json EXPRESSION: reads JSON strictly from standard input as `j`, prints what the expression gives.
json() {
    node -e '
        const j = JSON.parse(require("fs").readFileSync(0, "utf8"));
        const said = new Function("j", "return " + process.argv[1])(j);
        console.log(typeof said === "string" ? said : JSON.stringify(said));' "$1"
}

# What is left beside the films: nothing half.
remains() {
    ls -A
}

# completed WORD…: what bash would offer for the last word.
completed() {
    pastiche help --bash-completion >../completion
    bash -c '. ../completion; COMP_WORDS=(pastiche "$@"); COMP_CWORD=$#; _pastiche
        for reply in "${COMPREPLY[@]}"; do echo "$reply"; done | sort | paste -s -d " " -' - "$@"
}

# options COMMAND: the names in its descriptor's source.
options() {
    sed -n 's/^ *{"\([a-z-]*\)", .*OPTION_.*/\1/p' "$source/cli/cmd_$1.c"
}

# stopped SIGNAL ARGUMENT…: measures, and sends the signal at the first line about how far it has got.
stopped() {
    signal=$1
    shift
    mkfifo ../told
    env --default-signal=INT "$program" measure "$@" 2>../told & # a shell lets its background ignore INT
    child=$!
    exec 3<../told
    read -r line <&3
    kill -s "$signal" $child
    grep -v ' %, ' <&3 >&2 || true
    code=0
    wait $child || code=$?
    exec 3<&-
    rm ../told
    return $code
}

# interrupted SIGNAL ARGUMENT…: runs, sends the signal after a moment in which it has surely begun, and tells how it
# ended; it would go on for ever.
interrupted() {
    signal=$1
    shift
    env --default-signal=INT timeout --preserve-status -k 20 -s "$signal" 3 "$program" "$@" || echo "ended with $?"
}

# asked_to_stop SIGNAL ARGUMENT…: runs with the signal already waiting.
asked_to_stop() {
    signal=$1
    shift
    # shellcheck disable=SC2016
    env --block-signal="$signal" sh -c 'kill -s "$1" $$; shift; exec "$@"' sh "$signal" "$program" "$@"
}

# titles OPTION…: the texts of the titles that v.mkv is measured with.
titles() {
    pastiche measure -qf v.mkv -o v.reel "$@" && pastiche export v.reel --as json | json 'j.titles.map(t => t.text)'
}

# planted FILE [too-few]: a comparison of known content (tests/unit/reel/planted_comparison.h), or one that
# cannot tell stretches.
planted() {
    "$(dirname "$program")/../tests/unit/reel/plant_comparison" "$@"
}
