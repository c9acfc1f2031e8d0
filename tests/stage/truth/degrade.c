/* SPDX-License-Identifier: Apache-2.0 */
/* Writes the truth of a copy: the master's rows, each with its frames, samples and places passed on. What
 * follows how stands in docs/truth.md. */
#include "truth/degrade_parts.h"
#include "truth/pen.h"

#include <stdlib.h>

/* What a copy does not change: the people and scenes as they were staged. */
static const char *const kept[] = {"person", "costume",      "tune", "choreography",
                                   "scene",  "scene_person", "deed", "effect"};

/* `copy` and `copy_frame` stand when these run, in this order; `turn` is -1 in a mirror, else 1. */
static const char *const passed[] = {
    "INSERT INTO shot SELECT n, name, scene, setup, card, span_first(first, last), span_last(first, last),"
    " clean_first(clean_first, clean_last), clean_last(clean_first, clean_last), clock, subject, focus_from,"
    " focus_to, aperture, shutter, shake FROM master.shot",

    "INSERT INTO frame SELECT c.frame, f.shot, f.coming, f.done"
    " FROM copy_frame c LEFT JOIN master.frame f ON f.n = c.source",

    "INSERT INTO shown SELECT c.frame, s.shot, s.shot_frame, s.share, s.faded, s.clock,"
    " s.scale * k.tall, s.side * k.turn, s.at_x, s.at_y, s.at_z, s.pan, s.tilt, s.roll * k.turn, s.focal,"
    " s.pan_speed * k.turn, s.tilt_speed, s.roll_speed * k.turn, s.dolly_speed, s.track_speed * k.turn,"
    " s.crane_speed, s.zoom_speed, s.hand_pan * k.turn, s.hand_tilt, s.hand_roll * k.turn,"
    " s.light, s.red, s.green, s.blue, s.effect, s.effect_level, s.crowd"
    " FROM copy_frame c JOIN master.shown s ON s.frame = c.source, frame_of k",

    "INSERT INTO presence SELECT c.frame, p.shot, p.person,"
    " min(at_x(p.left), at_x(p.right)), at_y(p.top), max(at_x(p.left), at_x(p.right)), at_y(p.bottom),"
    " iif(whole(p.left, p.top, p.right, p.bottom) OR p.pixels = 0,"
    "  CAST(round(p.pixels * k.area) AS INTEGER), NULL),"
    " iif(whole(p.left, p.top, p.right, p.bottom) OR p.pixels = 0, p.visible, NULL),"
    " at_x(p.face_x), at_y(p.face_y), p.face_half * k.scale_y, p.facing * k.turn, p.moving_x * k.scale_x,"
    " p.x, p.y, p.z, p.speed, p.walking, p.talking, p.dancing, p.fighting, p.lying, p.sitting"
    " FROM copy_frame c JOIN master.presence p ON p.frame = c.source, frame_of k",

    "INSERT INTO deed_shown SELECT deed, shot, span_first(first, last), span_last(first, last),"
    " moment_at(impact) FROM master.deed_shown WHERE span_first(first, last) IS NOT NULL",

    "INSERT INTO effect_shown SELECT effect, shot, span_first(first, last), span_last(first, last)"
    " FROM master.effect_shown WHERE span_first(first, last) IS NOT NULL",

    "INSERT INTO lettering SELECT n, kind, span_first(first, last), span_last(first, last), shot, words,"
    " at_x(x), at_y(y), height * k.scale_y FROM master.lettering, frame_of k"
    " WHERE span_first(first, last) IS NOT NULL",

    "INSERT INTO seam SELECT n, kind, shot, span_first(first, last), span_last(first, last), person, grain,"
    " deed, room FROM master.seam WHERE span_first(first, last) IS NOT NULL",

    "INSERT INTO seam_box SELECT s.seam, c.frame, min(at_x(s.left), at_x(s.right)), at_y(s.top),"
    " max(at_x(s.left), at_x(s.right)), at_y(s.bottom)"
    " FROM copy_frame c JOIN master.seam_box s ON s.frame = c.source",

    "INSERT INTO sound_event SELECT n, kind, coalesce(sample_at(sample), samples_first(sample, last_sample)),"
    " samples_last(sample, last_sample), gain, pan * k.wide, ground, shot, deed, effect, person, landed"
    " FROM master.sound_event, frame_of k"
    " WHERE coalesce(sample_at(sample), samples_first(sample, last_sample)) IS NOT NULL",

    "INSERT INTO room SELECT n, name, samples_first(first_sample, last_sample),"
    " samples_last(first_sample, last_sample), tone FROM master.room"
    " WHERE samples_first(first_sample, last_sample) IS NOT NULL",

    "INSERT INTO speech SELECT n, shot, deed, person, samples_first(first_sample, last_sample),"
    " samples_last(first_sample, last_sample), words, voice, thread, room, gain, pan * k.wide"
    " FROM master.speech, frame_of k WHERE samples_first(first_sample, last_sample) IS NOT NULL",

    "INSERT INTO music SELECT n, tune, name, key, tempo * k.pitch, transposed,"
    " samples_first(first_sample, last_sample), samples_last(first_sample, last_sample), gain,"
    " CAST(round(fade / k.pitch) AS INTEGER) FROM master.music, frame_of k"
    " WHERE samples_first(first_sample, last_sample) IS NOT NULL",

    "INSERT INTO crowd_sound SELECT n, samples_first(first_sample, last_sample),"
    " samples_last(first_sample, last_sample), people, gain FROM master.crowd_sound"
    " WHERE samples_first(first_sample, last_sample) IS NOT NULL",

    "INSERT INTO subtitle SELECT n, speech, samples_first(first_sample, last_sample),"
    " samples_last(first_sample, last_sample), says, should, misspelt, missing,"
    " CAST(round(late / k.pitch) AS INTEGER) FROM master.subtitle, frame_of k"
    " WHERE speech IN (SELECT n FROM speech)"
    " AND (missing OR samples_first(first_sample, last_sample) IS NOT NULL)",

    "INSERT INTO thread_line SELECT thread, speech, moment_at(frame) FROM master.thread_line"
    " WHERE moment_at(frame) IS NOT NULL AND speech IN (SELECT n FROM speech)",

    "INSERT INTO thread SELECT t.n, t.name, l.frame,"
    " (SELECT min(m.frame) FROM thread_line m JOIN speech s ON s.n = m.speech"
    "  WHERE m.thread = t.n AND m.frame > l.frame AND s.deed <> p.deed)"
    " FROM master.thread t JOIN thread_line l ON l.thread = t.n JOIN speech p ON p.n = l.speech"
    " WHERE l.speech = (SELECT speech FROM thread_line WHERE thread = t.n ORDER BY frame, speech LIMIT 1)",
};

/* Cuts go to the first frame of the new shot; the splice takes the place of those that were there. */
static const char *const joined[] = {
    "CREATE TEMP TABLE change AS SELECT n, kind,"
    " iif(kind IN ('cut', 'jump_cut'), cut_at(first), span_first(first, last)) AS first,"
    " iif(kind IN ('cut', 'jump_cut'), cut_at(first), span_last(first, last)) AS last,"
    " from_shot, to_shot, detail, moment_at(first + near_contact) -"
    " iif(kind IN ('cut', 'jump_cut'), cut_at(first), span_first(first, last)) AS near_contact, crosses"
    " FROM master.transition",
    "DELETE FROM change WHERE first IS NULL",
    "UPDATE change SET from_shot = (SELECT e.from_shot FROM change e WHERE e.first = change.first"
    " AND e.kind IN ('cut', 'jump_cut') ORDER BY e.n LIMIT 1) WHERE kind IN ('cut', 'jump_cut')",
    "DELETE FROM change WHERE kind IN ('cut', 'jump_cut') AND EXISTS (SELECT * FROM change l"
    " WHERE l.first = change.first AND l.n > change.n AND l.kind IN ('cut', 'jump_cut'))",
    "DELETE FROM change WHERE kind IN ('cut', 'jump_cut') AND first = (SELECT splice FROM frame_of)",
    "INSERT INTO change SELECT -1, iif(a.shot = b.shot, 'jump_cut', 'cut'), b.n, b.n, a.shot, b.shot,"
    " 'splice', NULL, coalesce(x.side <> y.side AND s.scene = t.scene, 0)"
    " FROM frame_of k JOIN frame b ON b.n = k.splice JOIN frame a ON a.n = b.n - 1"
    " JOIN shot s ON s.n = a.shot JOIN shot t ON t.n = b.shot"
    " JOIN shown x ON x.frame = a.n AND x.shot = a.shot JOIN shown y ON y.frame = b.n AND y.shot = b.shot",
    "INSERT INTO change SELECT -1, 'cut', f.n, f.n, NULL, f.shot, 'leader', NULL, 0"
    " FROM frame_of k JOIN frame f ON f.n = k.leaders JOIN copy_frame c ON c.frame = f.n - 1"
    " WHERE k.leaders > 0 AND NOT (c.leader = 'black' AND EXISTS"
    " (SELECT * FROM change WHERE first = f.n AND kind = 'fade_in'))",
    "INSERT INTO transition SELECT row_number() OVER (ORDER BY first, last, n) - 1, kind, first, last,"
    " from_shot, to_shot, detail, near_contact, crosses FROM change",
    "DROP TABLE change",
};

static void write_copy(struct pen *pen, const struct degrade_row *row, const struct passage *passage)
{
    char words[sizeof row->picture + sizeof row->sound + sizeof row->coding + 8];
    snprintf(words, sizeof words, "%s | %s | %s", row->picture, row->sound, row->coding);
    pen_row(pen, "copy");
    pen_int(pen, 1);
    pen_text(pen, row->name);
    pen_text(pen, row->changes);
    pen_text(pen, words);
    pen_text(pen, "");
    pen_int(pen, passage->variable);
    pen_int(pen, passage->interlaced);
    pen_int(pen, passage->x.scale < 0);
    pen_text(pen, passage->colour);
    pen_text(pen, passage->sound);
    pen_real(pen, passage->pitch);
    pen_said(pen, passage->over);
    const double numbers[] = {passage->active_x,      passage->active_y, passage->active_width,
                              passage->active_height, passage->x.scale,  passage->x.shift,
                              passage->y.scale,       passage->y.shift};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        pen_real(pen, numbers[i]);
    pen_end(pen);
}

static void write_frames(struct pen *pen, const struct passage *passage)
{
    static const char *const leaders[] = {NULL, "black", "bars"};
    for (int i = 0; i < passage->frame_count; i++) {
        const struct passed_frame *frame = &passage->frames[i];
        pen_row(pen, "copy_frame");
        pen_int(pen, i);
        pen_real(pen, frame->seconds);
        pen_known(pen, frame->source);
        pen_known(pen, frame->other);
        if (frame->other >= 0)
            pen_real(pen, frame->share);
        else
            pen_null(pen, 1);
        pen_text(pen, leaders[frame->leader]);
        pen_end(pen);
    }
}

static void write_pieces(struct pen *pen, const struct passage *passage)
{
    for (int i = 0; i < passage->piece_count; i++) {
        const struct sound_piece *piece = &passage->pieces[i];
        pen_row(pen, "copy_sound");
        pen_int(pen, i);
        pen_int(pen, piece->first);
        pen_int(pen, piece->last);
        pen_int(pen, piece->from);
        pen_real(pen, piece->step);
        pen_end(pen);
    }
}

static void run_made(struct pen *pen, char *sql)
{
    if (!sql)
        exit(5);
    pen_run(pen, sql);
    sqlite3_free(sql);
}

/* The numbers that statements need, as a table of one row. */
static void write_numbers(struct pen *pen, const struct master_film *film, const struct passage *passage)
{
    double x = passage->x.scale, y = passage->y.scale, wide = x < 0 ? -x : x;
    run_made(pen, sqlite3_mprintf(
                      "CREATE TEMP TABLE frame_of AS SELECT %d AS turn, %.17g AS scale_x,"
                      " %.17g AS scale_y, %.17g AS area, %.17g AS tall, %d AS wide, %.17g AS pitch,"
                      " %d AS leaders, nullif(%d, -1) AS splice",
                      x < 0 ? -1 : 1, x, y, wide * y, y * film->height / passage->active_height,
                      *passage->sound == 'm' ? 0 : 1, passage->pitch, passage->leaders, passage->splice));
}

static void write_film(struct pen *pen, const struct passage *passage)
{
    pen_run(pen, "INSERT INTO film SELECT * FROM master.film");
    run_made(pen, sqlite3_mprintf("UPDATE film SET width = %d, height = %d, rate_num = %d, rate_den = %d,"
                                  " frames = %d, samples = iif(samples IS NULL, NULL, %lld)",
                                  passage->width, passage->height, passage->rate, passage->per,
                                  passage->frame_count, (long long)passage->samples));
}

static void pass_on(struct pen *pen)
{
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        run_made(pen, sqlite3_mprintf("INSERT INTO %s SELECT * FROM master.%s", kept[i], kept[i]));
    for (size_t i = 0; i < sizeof passed / sizeof *passed; i++)
        pen_run(pen, passed[i]);
    for (size_t i = 0; i < sizeof joined / sizeof *joined; i++)
        pen_run(pen, joined[i]);
    pen_run(pen, "UPDATE scene SET side = side * (SELECT turn FROM frame_of); DROP TABLE frame_of");
}

/* SQLite attaches nothing while rows are being written. */
static void attach(struct pen *pen, const char *master, const struct passage *passage)
{
    pen_run(pen, "COMMIT");
    run_made(pen, sqlite3_mprintf("ATTACH %Q AS master", master));
    pen_run(pen, "BEGIN");
    if (degrade_functions(pen_database(pen), passage))
        exit(5);
}

int degrade_truth(const char *master, const struct degrade_row *row, const char *copy)
{
    struct master_film film;
    struct passage passage;
    if (degrade_passage(master, row, &film, &passage))
        return -1;
    struct pen *pen = pen_open(copy);
    if (pen) {
        attach(pen, master, &passage);
        write_film(pen, &passage);
        write_numbers(pen, &film, &passage);
        write_copy(pen, row, &passage);
        pen_run(pen, "UPDATE copy SET title = (SELECT title FROM film)");
        write_frames(pen, &passage);
        write_pieces(pen, &passage);
        pass_on(pen);
    }
    passage_release(&passage);
    return pen ? pen_close(pen, 1) : -1;
}
