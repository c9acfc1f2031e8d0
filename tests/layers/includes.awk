# SPDX-License-Identifier: Apache-2.0
# Reads headers.tsv, the table of docs/architecture.md, and then `grep -n` of every #include.

function say(text) {
    print text
    wrong = 1
}

function trim(text) {
    gsub(/[` \t]+/, " ", text)
    gsub(/^ | $/, "", text)
    return text
}

# A shell pattern, of which only * is used, as a regular expression.
function pattern(glob) {
    gsub(/\./, "[.]", glob)
    gsub(/\*/, ".*", glob)
    return "^" glob "$"
}

function library_of(header, glob) {
    for (glob in library)
        if (header ~ pattern(glob))
            return library[glob]
    return ""
}

# The longest folder of the table that `path` lies in.
function row_of(path) {
    while (sub(/[^\/]*\/?$/, "", path) && path != "")
        if (path in allowed)
            return path
    return ""
}

# The name that other folders have for what lies in `path`: src/form/shots.c is of `form`, and so for the stage.
function layer_of(path, part) {
    split(path, part, "/")
    if (path ~ /^src\/[^\/]*\//)
        return part[2]
    if (path ~ /^tests\/stage\/[^\/]*\//)
        return part[3]
    if (path ~ /^tests\/unit\//)
        return "unit"
    if (path ~ /^include\//)
        return "pastiche"
    return part[1]
}

function may(path, name, row, mirrored) {
    row = row_of(path)
    if (name == layer_of(path))
        return 1
    if (path ~ /^tests\/unit\/[^\/]*\//) {
        split(path, mirrored, "/")
        if (name == mirrored[3])
            return 1
        if (index(" " allowed["src/" mirrored[3] "/"] " ", " " name " "))
            return 1
    }
    return index(" " allowed[row] " ", " " name " ") > 0
}

FNR == 1 { file++ }

file == 1 && !/^#/ {
    split($0, column, "\t")
    count = split(column[2], globs, " ")
    for (i = 1; i <= count; i++)
        library[globs[i]] = column[1]
}

file == 2 && /^\| *folder *\|/ { inside = 1 }
file == 2 && !/^\|/ { inside = 0 }
file == 2 && inside && /^\| `/ {
    split($0, column, "|")
    allowed[trim(column[2])] = trim(column[4])
    rows++
}

file == 3 {
    match($0, /:[0-9]+:/)
    path = substr($0, 1, RSTART - 1)
    where = substr($0, 1, RSTART + RLENGTH - 2)
    includes++
    if (row_of(path) == "") {
        say(where ": its folder is not in the table of docs/architecture.md")
        next
    }
    if (match($0, /<[^>]*>/)) {
        header = substr($0, RSTART + 1, RLENGTH - 2)
        name = library_of(header)
        if (name == "")
            say(where ": <" header "> is in no library of tests/layers/headers.tsv")
        else if (name != "libc" && !may(path, name))
            say(where ": " row_of(path) " may not include " name " (<" header ">)")
        next
    }
    if (!match($0, /"[^"]*"/)) {
        say(where ": neither \"header\" nor <header>")
        next
    }
    header = substr($0, RSTART + 1, RLENGTH - 2)
    if (header ~ /\.\./)
        say(where ": \"" header "\" is not written from src/ or include/")
    else if (header !~ /\//) {
        if (path ~ /^(src|include)\/.*\//)
            say(where ": \"" header "\" is not written from src/ or include/")
    } else {
        split(header, part, "/")
        if (!may(path, part[1]))
            say(where ": " row_of(path) " may not include " part[1] " (\"" header "\")")
    }
}

END {
    if (!rows)
        say("docs/architecture.md: no table of folders")
    if (!includes)
        say("not one #include was read")
    printf "%d includes, %d rows\n", includes, rows
    exit wrong
}
