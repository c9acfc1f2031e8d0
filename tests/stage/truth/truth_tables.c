/* SPDX-License-Identifier: Apache-2.0 */
#include "truth/truth_tables.h"

#include <stddef.h>

const char *const truth_tables[] = {
    "CREATE TABLE film(\n"
    "  id INTEGER PRIMARY KEY CHECK (id = 1),\n"
    "  title TEXT NOT NULL, seed TEXT NOT NULL,\n"
    "  width INTEGER NOT NULL, height INTEGER NOT NULL,\n"
    "  rate_num INTEGER NOT NULL, rate_den INTEGER NOT NULL CHECK (rate_den > 0),\n"
    "  frames INTEGER NOT NULL CHECK (frames >= 0),\n"
    "  sample_rate INTEGER, samples INTEGER,\n"
    "  exposure REAL NOT NULL, warm REAL NOT NULL, saturation REAL NOT NULL, contrast REAL NOT NULL,\n"
    "  grain REAL NOT NULL, halo REAL NOT NULL, vignette REAL NOT NULL,\n"
    "  lamp_red REAL NOT NULL, lamp_green REAL NOT NULL, lamp_blue REAL NOT NULL,\n"
    "  dirt REAL NOT NULL, scratches REAL NOT NULL, flicker REAL NOT NULL, weave REAL NOT NULL,\n"
    "  script TEXT\n"
    ") STRICT",

    "CREATE TABLE person(\n"
    "  n INTEGER PRIMARY KEY,\n"
    "  name TEXT NOT NULL, voice TEXT NOT NULL,\n"
    "  height REAL NOT NULL, girth REAL NOT NULL,\n"
    "  hair TEXT NOT NULL CHECK (hair IN ('short', 'long', 'none', 'bun')),\n"
    "  coat INTEGER NOT NULL, skirt INTEGER NOT NULL, dress INTEGER NOT NULL\n"
    ") STRICT",

    "CREATE TABLE costume(\n"
    "  person INTEGER NOT NULL REFERENCES person(n),\n"
    "  part TEXT NOT NULL CHECK (part IN ('skin', 'hair', 'top', 'bottom', 'shoes')),\n"
    "  red REAL NOT NULL, green REAL NOT NULL, blue REAL NOT NULL,\n"
    "  PRIMARY KEY (person, part)\n"
    ") STRICT, WITHOUT ROWID",

    "CREATE TABLE tune(\n"
    "  n INTEGER PRIMARY KEY,\n"
    "  name TEXT NOT NULL, key TEXT NOT NULL,\n"
    "  tempo REAL NOT NULL, beats REAL NOT NULL, timbre TEXT NOT NULL\n"
    ") STRICT",

    "CREATE TABLE choreography(\n"
    "  n INTEGER PRIMARY KEY,\n"
    "  name TEXT NOT NULL, moves INTEGER NOT NULL\n"
    ") STRICT",

    "CREATE TABLE scene(\n"
    "  n INTEGER PRIMARY KEY,\n"
    "  name TEXT NOT NULL, place TEXT NOT NULL, dressing TEXT NOT NULL,\n"
    "  indoors INTEGER NOT NULL, night INTEGER NOT NULL,\n"
    "  weather TEXT NOT NULL, weather_strength REAL NOT NULL,\n"
    "  light REAL NOT NULL, red REAL NOT NULL, green REAL NOT NULL, blue REAL NOT NULL,\n"
    "  line_from INTEGER REFERENCES person(n), line_to INTEGER REFERENCES person(n),\n"
    "  side INTEGER CHECK (side IN (-1, 1)),\n"
    "  crowd INTEGER NOT NULL, crowd_mood TEXT\n"
    ") STRICT",

    "CREATE TABLE scene_person(\n"
    "  scene INTEGER NOT NULL REFERENCES scene(n),\n"
    "  person INTEGER NOT NULL REFERENCES person(n),\n"
    "  PRIMARY KEY (scene, person)\n"
    ") STRICT, WITHOUT ROWID",

    "CREATE TABLE shot(\n"
    "  n INTEGER PRIMARY KEY,\n"
    "  name TEXT NOT NULL,\n"
    "  scene INTEGER REFERENCES scene(n), setup INTEGER,\n"
    "  card TEXT CHECK (card IN ('black', 'colour', 'title', 'credits', 'logo')),\n"
    "  first INTEGER, last INTEGER, clean_first INTEGER, clean_last INTEGER,\n"
    "  clock REAL, subject INTEGER REFERENCES person(n),\n"
    "  focus_from REAL, focus_to REAL, aperture REAL,\n"
    "  shutter REAL NOT NULL, shake REAL NOT NULL,\n"
    "  CHECK (first <= last), CHECK (clean_first <= clean_last)\n"
    ") STRICT",

    "CREATE TABLE transition(\n"
    "  n INTEGER PRIMARY KEY,\n"
    "  kind TEXT NOT NULL CHECK (kind IN ('cut', 'jump_cut', 'dissolve', 'fade_in', 'fade_out',\n"
    "    'dip_black', 'dip_white', 'dip', 'wipe', 'push', 'slide')),\n"
    "  first INTEGER NOT NULL, last INTEGER NOT NULL,\n"
    "  from_shot INTEGER REFERENCES shot(n), to_shot INTEGER REFERENCES shot(n),\n"
    "  detail TEXT NOT NULL, near_contact INTEGER, crosses INTEGER NOT NULL,\n"
    "  CHECK (first <= last)\n"
    ") STRICT",

    "CREATE TABLE frame(\n"
    "  n INTEGER PRIMARY KEY,\n"
    "  shot INTEGER REFERENCES shot(n), coming INTEGER REFERENCES shot(n), done REAL\n"
    ") STRICT",

    "CREATE TABLE shown(\n"
    "  frame INTEGER NOT NULL REFERENCES frame(n),\n"
    "  shot INTEGER NOT NULL REFERENCES shot(n),\n"
    "  shot_frame INTEGER NOT NULL, share REAL NOT NULL, faded REAL NOT NULL,\n"
    "  clock REAL, scale REAL, side INTEGER,\n"
    "  at_x REAL, at_y REAL, at_z REAL, pan REAL, tilt REAL, roll REAL, focal REAL,\n"
    "  pan_speed REAL, tilt_speed REAL, roll_speed REAL, dolly_speed REAL, track_speed REAL,\n"
    "  crane_speed REAL, zoom_speed REAL, hand_pan REAL, hand_tilt REAL, hand_roll REAL,\n"
    "  light REAL, red REAL, green REAL, blue REAL, effect TEXT, effect_level REAL, crowd INTEGER,\n"
    "  PRIMARY KEY (frame, shot)\n"
    ") STRICT, WITHOUT ROWID",

    "CREATE TABLE presence(\n"
    "  frame INTEGER NOT NULL REFERENCES frame(n),\n"
    "  shot INTEGER NOT NULL REFERENCES shot(n),\n"
    "  person INTEGER NOT NULL REFERENCES person(n),\n"
    "  \"left\" REAL, top REAL, \"right\" REAL, bottom REAL, pixels INTEGER, visible REAL,\n"
    "  face_x REAL, face_y REAL, face_half REAL, facing REAL, moving_x REAL,\n"
    "  x REAL NOT NULL, y REAL NOT NULL, z REAL NOT NULL, speed REAL NOT NULL,\n"
    "  walking INTEGER NOT NULL, talking INTEGER NOT NULL, dancing INTEGER NOT NULL,\n"
    "  fighting INTEGER NOT NULL, lying INTEGER NOT NULL, sitting INTEGER NOT NULL,\n"
    "  PRIMARY KEY (frame, shot, person)\n"
    ") STRICT, WITHOUT ROWID",

    "CREATE TABLE deed(\n"
    "  n INTEGER PRIMARY KEY,\n"
    "  scene INTEGER NOT NULL REFERENCES scene(n), number INTEGER NOT NULL,\n"
    "  verb TEXT NOT NULL,\n"
    "  who INTEGER NOT NULL REFERENCES person(n), whom INTEGER REFERENCES person(n),\n"
    "  clock REAL NOT NULL, length REAL NOT NULL, mirror INTEGER NOT NULL,\n"
    "  choreography INTEGER REFERENCES choreography(n), move INTEGER, speed REAL,\n"
    "  impact REAL, landed INTEGER, words TEXT, thread TEXT, room TEXT\n"
    ") STRICT",

    "CREATE TABLE deed_shown(\n"
    "  deed INTEGER NOT NULL REFERENCES deed(n),\n"
    "  shot INTEGER NOT NULL REFERENCES shot(n),\n"
    "  first INTEGER NOT NULL, last INTEGER NOT NULL, impact INTEGER,\n"
    "  PRIMARY KEY (deed, shot)\n"
    ") STRICT, WITHOUT ROWID",

    "CREATE TABLE effect(\n"
    "  n INTEGER PRIMARY KEY,\n"
    "  scene INTEGER NOT NULL REFERENCES scene(n),\n"
    "  kind TEXT NOT NULL, clock REAL NOT NULL, length REAL NOT NULL,\n"
    "  x REAL NOT NULL, y REAL NOT NULL, z REAL NOT NULL, strength REAL NOT NULL, period REAL\n"
    ") STRICT",

    "CREATE TABLE effect_shown(\n"
    "  effect INTEGER NOT NULL REFERENCES effect(n),\n"
    "  shot INTEGER NOT NULL REFERENCES shot(n),\n"
    "  first INTEGER NOT NULL, last INTEGER NOT NULL,\n"
    "  PRIMARY KEY (effect, shot)\n"
    ") STRICT, WITHOUT ROWID",

    "CREATE TABLE lettering(\n"
    "  n INTEGER PRIMARY KEY,\n"
    "  kind TEXT NOT NULL CHECK (kind IN ('caption', 'title', 'credits', 'logo')),\n"
    "  first INTEGER NOT NULL, last INTEGER NOT NULL,\n"
    "  shot INTEGER REFERENCES shot(n), words TEXT NOT NULL, x REAL, y REAL, height REAL\n"
    ") STRICT",

    "CREATE TABLE thread(\n"
    "  n INTEGER PRIMARY KEY,\n"
    "  name TEXT NOT NULL UNIQUE, planted INTEGER NOT NULL, returns INTEGER\n"
    ") STRICT",

    "CREATE TABLE thread_line(\n"
    "  thread INTEGER NOT NULL REFERENCES thread(n),\n"
    "  speech INTEGER NOT NULL REFERENCES speech(n),\n"
    "  frame INTEGER NOT NULL,\n"
    "  PRIMARY KEY (thread, speech)\n"
    ") STRICT, WITHOUT ROWID",

    "CREATE TABLE seam(\n"
    "  n INTEGER PRIMARY KEY,\n"
    "  kind TEXT NOT NULL CHECK (kind IN ('grain', 'room')),\n"
    "  shot INTEGER NOT NULL REFERENCES shot(n),\n"
    "  first INTEGER NOT NULL, last INTEGER NOT NULL,\n"
    "  person INTEGER REFERENCES person(n), grain REAL, deed INTEGER REFERENCES deed(n), room TEXT\n"
    ") STRICT",

    "CREATE TABLE seam_box(\n"
    "  seam INTEGER NOT NULL REFERENCES seam(n),\n"
    "  frame INTEGER NOT NULL REFERENCES frame(n),\n"
    "  \"left\" REAL NOT NULL, top REAL NOT NULL, \"right\" REAL NOT NULL, bottom REAL NOT NULL,\n"
    "  PRIMARY KEY (seam, frame)\n"
    ") STRICT, WITHOUT ROWID",

    "CREATE TABLE sound_event(\n"
    "  n INTEGER PRIMARY KEY,\n"
    "  kind TEXT NOT NULL, sample INTEGER NOT NULL, last_sample INTEGER,\n"
    "  gain REAL NOT NULL, pan REAL NOT NULL, ground TEXT,\n"
    "  shot INTEGER REFERENCES shot(n), deed INTEGER REFERENCES deed(n),\n"
    "  effect INTEGER REFERENCES effect(n), person INTEGER REFERENCES person(n), landed INTEGER\n"
    ") STRICT",

    "CREATE TABLE room(\n"
    "  n INTEGER PRIMARY KEY,\n"
    "  name TEXT NOT NULL, first_sample INTEGER NOT NULL, last_sample INTEGER NOT NULL, tone REAL NOT NULL\n"
    ") STRICT",

    "CREATE TABLE speech(\n"
    "  n INTEGER PRIMARY KEY,\n"
    "  shot INTEGER NOT NULL REFERENCES shot(n), deed INTEGER NOT NULL REFERENCES deed(n),\n"
    "  person INTEGER NOT NULL REFERENCES person(n),\n"
    "  first_sample INTEGER NOT NULL, last_sample INTEGER NOT NULL,\n"
    "  words TEXT NOT NULL, voice TEXT NOT NULL, thread TEXT, room TEXT,\n"
    "  gain REAL NOT NULL, pan REAL NOT NULL\n"
    ") STRICT",

    "CREATE TABLE music(\n"
    "  n INTEGER PRIMARY KEY,\n"
    "  tune INTEGER REFERENCES tune(n), name TEXT NOT NULL,\n"
    "  key TEXT NOT NULL, tempo REAL NOT NULL, transposed INTEGER NOT NULL,\n"
    "  first_sample INTEGER NOT NULL, last_sample INTEGER NOT NULL, gain REAL NOT NULL,\n"
    "  fade INTEGER NOT NULL\n"
    ") STRICT",

    "CREATE TABLE crowd_sound(\n"
    "  n INTEGER PRIMARY KEY,\n"
    "  first_sample INTEGER NOT NULL, last_sample INTEGER NOT NULL,\n"
    "  people INTEGER NOT NULL, gain REAL NOT NULL\n"
    ") STRICT",

    "CREATE TABLE subtitle(\n"
    "  n INTEGER PRIMARY KEY,\n"
    "  speech INTEGER NOT NULL REFERENCES speech(n),\n"
    "  first_sample INTEGER, last_sample INTEGER, says TEXT, should TEXT NOT NULL,\n"
    "  misspelt INTEGER NOT NULL, missing INTEGER NOT NULL, late INTEGER NOT NULL\n"
    ") STRICT",

    "CREATE TABLE copy(\n"
    "  id INTEGER PRIMARY KEY CHECK (id = 1),\n"
    "  name TEXT NOT NULL, changes TEXT NOT NULL, arguments TEXT NOT NULL, title TEXT NOT NULL,\n"
    "  variable_rate INTEGER NOT NULL, interlaced INTEGER NOT NULL, mirrored INTEGER NOT NULL,\n"
    "  colour TEXT NOT NULL CHECK (colour IN ('same', 'changed', 'grey')),\n"
    "  sound TEXT NOT NULL CHECK (sound IN ('stereo', 'mono', '5.1')),\n"
    "  pitch REAL NOT NULL, over TEXT,\n"
    "  active_x REAL NOT NULL, active_y REAL NOT NULL,\n"
    "  active_width REAL NOT NULL, active_height REAL NOT NULL,\n"
    "  scale_x REAL NOT NULL, shift_x REAL NOT NULL, scale_y REAL NOT NULL, shift_y REAL NOT NULL\n"
    ") STRICT",

    "CREATE TABLE copy_frame(\n"
    "  frame INTEGER PRIMARY KEY REFERENCES frame(n),\n"
    "  seconds REAL NOT NULL, source INTEGER, other INTEGER, share REAL,\n"
    "  leader TEXT CHECK (leader IN ('black', 'bars'))\n"
    ") STRICT",

    "CREATE TABLE copy_sound(\n"
    "  n INTEGER PRIMARY KEY,\n"
    "  first_sample INTEGER NOT NULL, last_sample INTEGER NOT NULL, from_sample INTEGER NOT NULL,\n"
    "  step REAL NOT NULL\n"
    ") STRICT",

    "CREATE VIEW seen AS\n"
    "SELECT f.n AS n, f.coming, f.done, s.*, c.name AS scene, c.place\n"
    "FROM frame f JOIN shown s ON s.frame = f.n AND s.shot = f.shot\n"
    "JOIN shot ON shot.n = f.shot LEFT JOIN scene c ON c.n = shot.scene",

    "CREATE VIEW move AS\n"
    "SELECT s.first, s.last, s.impact, s.shot, d.verb, a.name AS who, b.name AS whom,\n"
    "  c.name AS choreography, d.move, d.mirror, d.speed, d.landed\n"
    "FROM deed_shown s JOIN deed d ON d.n = s.deed JOIN person a ON a.n = d.who\n"
    "LEFT JOIN person b ON b.n = d.whom LEFT JOIN choreography c ON c.n = d.choreography",
    NULL,
};
