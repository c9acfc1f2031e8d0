# SPDX-License-Identifier: Apache-2.0
# The table of docs/formats.md, out of forms.tsv.
BEGIN { FS = "\t" }
NR == 1 { next }
/^# / {
    printf "%s### %s\n\n", (sections++ ? "\n" : ""), substr($0, 3)
    print "| Test | Form | Colour within | Loudness within | Told beside |"
    print "|---|---|---|---|---|"
}
NF == 6 {
    colour = "0.006"; loudness = "0.1 LU"; told = ""
    if ($4 ~ /(^| )channels=0/) loudness = "no sound"
    count = split($6, words, " ")
    for (i = 1; i <= count; i++) {
        cut = index(words[i], "=")
        key = substr(words[i], 1, cut - 1); value = substr(words[i], cut + 1)
        if (key == "within") colour = value
        else if (key == "colours") colour = "not held"
        else if (key == "lu" && loudness != "no sound") loudness = value " LU"
        else if (key == "hue") continue
        else if (words[i] != "-") told = told (told == "" ? "" : ", ") key " " value
    }
    printf "| %s | %s | %s | %s | %s |\n", $1, $2, colour, loudness, told
}
