/* SPDX-License-Identifier: Apache-2.0 */
/* test_stage_copies draw FOLDER            a film whose frames carry their numbers, and its truth
 * test_stage_copies check FOLDER ROW A V   what a decoded copy shows is what its truth says
 *
 * Each frame has its number painted in it twice, in seven cells white for 1 and below them black for 1, and a
 * white square that moves: what is read from the decoded pixels owes nothing to the truth. The sound is a
 * click every 20000 samples. A and V say when the copy's streams begin, in seconds. */
#include "test.h"
#include "truth/ledger.h"
#include "truth_ask.h"

enum {
    width = 160,
    height = 96,
    frames = 120,
    samples = frames * 2000,
    bits = 7,
    cell = 16,
    cells_x = 24,
    cells_y = 16,
    square_y = 60,
    square_width = 20,
    square_height = 14,
    first_click = 6000,
    between_clicks = 20000,
    longest_frames = 400,
    longest_sound = 20 * 48000
};

static double square_x(int frame)
{
    return 26 + frame * 7 / 10;
}

/* The film: a cut at 30, a dissolve over 45 to 52, a cut at 60, a fade out over 80 to 89 to black, which a
 * fade in over 96 to 101 ends. */
static const struct set room = {.name = "apartment", .indoors = 1};
static struct scene scenes[] = {
    {.name = "here", .set = &room, .light = 1, .line = {nobody, nobody}, .present = {0}, .present_count = 1}};
#define NONE .seam = {.who = nobody}, .subject = nobody
static struct staged_shot staged[] = {
    {.name = "a", .frames = 30, NONE},
    {.name = "b", .frames = 23, .clock = 100, NONE},
    {.name = "c", .frames = 15, .clock = 200, .join = join_dissolve, .join_frames = 8, NONE},
    {.name = "d", .frames = 30, .clock = 300, .fade_out = 10, NONE},
    {.name = "", .scene = -1, .card = card_black, .frames = 6, NONE},
    {.name = "e", .frames = 24, .clock = 400, .fade_in = 6, NONE},
};

static void paint(uint8_t *picture, int x, int y, int wide, int high, uint8_t level)
{
    for (int i = y; i < y + high; i++)
        memset(picture + i * width + x, level, (size_t)wide);
}

static void draw_frame(int frame, FILE *file)
{
    static uint8_t picture[width * height * 3 / 2];
    memset(picture, 60, width * height);
    memset(picture + width * height, 128, width * height / 2);
    for (int b = 0; b < bits; b++) {
        int one = frame >> b & 1;
        paint(picture, cells_x + b * cell, cells_y, cell, cell, one ? 200 : 40);
        paint(picture, cells_x + b * cell, cells_y + cell, cell, cell, one ? 40 : 200);
    }
    paint(picture, (int)square_x(frame), square_y, square_width, square_height, 220);
    REQUIRE(fwrite(picture, 1, sizeof picture, file) == sizeof picture);
}

/* A burst of 2 kHz under a bell 2 ms wide, its middle at the click. */
static double click_at(int sample)
{
    double sum = 0;
    for (int at = first_click; at < samples; at += between_clicks) {
        double t = sample - at;
        if (fabs(t) < 300)
            sum += 0.7 * exp(-t * t / (2 * 40.0 * 40)) * cos(t * 2 * M_PI * 2000 / 48000);
    }
    return sum;
}

static FILE *create(const char *folder, const char *name)
{
    char path[400];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    if (!file)
        TEST_FAIL("cannot write '%s'", path);
    return file;
}

static void draw_master(const char *folder)
{
    FILE *picture = create(folder, "picture.raw"), *sound = create(folder, "sound.raw");
    for (int n = 0; n < frames; n++)
        draw_frame(n, picture);
    for (int i = 0; i < samples; i++) {
        int16_t both[2] = {(int16_t)(click_at(i) * 32767), (int16_t)(click_at(i) * 32767)};
        REQUIRE(fwrite(both, sizeof both, 1, sound) == 1);
    }
    REQUIRE(fclose(picture) == 0 && fclose(sound) == 0);
    FILE *titles = create(folder, "master.srt");
    fputs("1\n00:00:00,500 --> 00:00:04,000\nIs it there?\n\n", titles);
    REQUIRE(fclose(titles) == 0);
}

static void write_frames(struct ledger *ledger, const struct screenplay *film, const struct running *running)
{
    for (int n = 0; n < frames; n++) {
        struct exposure exposure = running_at(film, running, n);
        struct frame_truth truth = {
            .shot_scale = 0.5, .view.focal = 50, .side = 1, .camera.speed[move_pan] = 1};
        truth.people[0] = (struct person_truth){.present = 1,
                                                .left = square_x(n),
                                                .right = square_x(n) + square_width,
                                                .top = square_y,
                                                .bottom = square_y + square_height,
                                                .pixels = square_width * square_height,
                                                .visible = 1,
                                                .facing = 30,
                                                .moving_x = 0.75};
        REQUIRE_INT(ledger_frame(ledger, n, &exposure, &truth, &truth), 0);
    }
}

static void write_sound(struct ledger *ledger)
{
    struct noise_event noises[64];
    struct noise_cause causes[64];
    int count = 0;
    for (int at = first_click; at < samples; at += between_clicks) {
        causes[count] = (struct noise_cause){0, 0, -1, -1, nobody, 0};
        noises[count++] = (struct noise_event){.kind = noise_door, .at = at, .gain = 1, .pan = 0.5};
    }
    /* Rain over what is missing, and one that begins within it. */
    causes[count] = causes[count + 1] = causes[0];
    noises[count++] = (struct noise_event){.kind = noise_rain, .at = 90000, .length = 60000};
    noises[count++] = (struct noise_event){.kind = noise_rain, .at = 100000, .length = 40000};
    struct scoring scoring = {.track = {.samples = samples, .noises = noises, .noise_count = count},
                              .noise_causes = causes};
    REQUIRE_INT(ledger_sound(ledger, &scoring, NULL, NULL), 0);
}

static void draw_film(const char *folder)
{
    struct screenplay film = {.title = "Numbers",
                              .width = width,
                              .height = height,
                              .rate = 24,
                              .per = 1,
                              .people_count = 1,
                              .scenes = scenes,
                              .scene_count = 1,
                              .shots = staged,
                              .shot_count = sizeof staged / sizeof *staged};
    struct running running;
    char complaint[200], path[400];
    draw_master(folder);
    REQUIRE_INT(running_make(&film, &running, complaint, sizeof complaint), 0);
    REQUIRE_INT(running.frames, frames);
    snprintf(path, sizeof path, "%s/master.truth", folder);
    struct ledger *ledger = ledger_open(path, &film, &running);
    REQUIRE(ledger);
    write_sound(ledger);
    write_frames(ledger, &film, &running);
    REQUIRE_INT(ledger_close(ledger, 1), 0);
    running_release(&running);
}

struct copy {
    sqlite3 *db;
    const char *row;
    int width, height, frames;
    double scale_x, shift_x, scale_y, shift_y;
    uint8_t *pictures;
    int16_t *sound;
    int sounds;
    double times[longest_frames];
};

static double number(const struct copy *copy, const char *sql)
{
    char *answer = truth_ask(copy->db, sql);
    double value = *answer ? atof(answer) : -1;
    free(answer);
    return value;
}

static void *read_all(const char *folder, const char *row, const char *ending, size_t most, size_t *size)
{
    char path[400];
    uint8_t *all = malloc(most);
    snprintf(path, sizeof path, "%s/%s.%s", folder, row, ending);
    FILE *file = fopen(path, "rb");
    if (!file || !all)
        TEST_FAIL("cannot read '%s'", path);
    *size = fread(all, 1, most, file);
    fclose(file);
    return all;
}

static void read_times(struct copy *copy, const char *folder)
{
    size_t size;
    char *text = read_all(folder, copy->row, "times", 1 << 16, &size), *rest = NULL;
    text[size < (1 << 16) ? size : size - 1] = '\0';
    int count = 0;
    for (char *line = strtok_r(text, "\n,", &rest); line; line = strtok_r(NULL, "\n,", &rest)) {
        REQUIRE(count < longest_frames);
        copy->times[count++] = *line == 'N' ? NAN : atof(line); /* "N/A" */
    }
    free(text);
    if (count != copy->frames)
        TEST_FAIL("%s: %d frames have a time, not %d", copy->row, count, copy->frames);
}

static struct copy open_copy(const char *folder, const char *row)
{
    struct copy copy = {.row = row};
    char path[400];
    size_t size;
    snprintf(path, sizeof path, "%s/%s.truth", folder, row);
    REQUIRE_INT(sqlite3_open_v2(path, &copy.db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    copy.width = (int)number(&copy, "SELECT width FROM film");
    copy.height = (int)number(&copy, "SELECT height FROM film");
    copy.frames = (int)number(&copy, "SELECT frames FROM film");
    copy.scale_x = number(&copy, "SELECT scale_x FROM copy");
    copy.shift_x = number(&copy, "SELECT shift_x FROM copy");
    copy.scale_y = number(&copy, "SELECT scale_y FROM copy");
    copy.shift_y = number(&copy, "SELECT shift_y FROM copy");
    size_t picture = (size_t)copy.width * (size_t)copy.height;
    copy.pictures = read_all(folder, row, "pictures", (longest_frames + 1) * picture, &size);
    if (size != picture * (size_t)copy.frames)
        TEST_FAIL("%s: %zu frames of %dx%d decoded, the truth tells %d", row, size / picture, copy.width,
                  copy.height, copy.frames);
    copy.sound = read_all(folder, row, "sound", longest_sound * sizeof *copy.sound, &size);
    copy.sounds = (int)(size / sizeof *copy.sound);
    read_times(&copy, folder);
    return copy;
}

static const uint8_t *picture_of(const struct copy *copy, int frame)
{
    return copy->pictures + (size_t)frame * (size_t)copy->width * (size_t)copy->height;
}

/* Mean of the middle of a cell of the master, in the lines of one field (0, 1) or both (-1). */
static double cell_mean(const struct copy *copy, int frame, int bit, int lower, int field)
{
    const uint8_t *picture = picture_of(copy, frame);
    double sum = 0;
    int count = 0;
    for (int i = 4; i < cell - 4; i++) {
        for (int k = 4; k < cell - 4; k++) {
            int x = (int)((cells_x + bit * cell + k + 0.5) * copy->scale_x + copy->shift_x);
            int y = (int)((cells_y + lower * cell + i + 0.5) * copy->scale_y + copy->shift_y);
            if (field >= 0 && (y & 1) != field)
                continue;
            REQUIRE(x >= 0 && y >= 0 && x < copy->width && y < copy->height);
            sum += picture[y * copy->width + x];
            count++;
        }
    }
    return sum / count;
}

/* White for 1, black for 0: above 0 where the bit is 1. */
static double bit_level(const struct copy *copy, int frame, int bit, int field)
{
    return cell_mean(copy, frame, bit, 0, field) - cell_mean(copy, frame, bit, 1, field);
}

/* -1 where there is none. */
static int number_in(const struct copy *copy, int frame, int field)
{
    int got = 0;
    for (int b = 0; b < bits; b++) {
        double level = bit_level(copy, frame, b, field);
        if (fabs(level) < 12)
            return -1;
        got |= (level > 0) << b;
    }
    return got;
}

/* Where two frames are blended, how far a bit that is in one alone is from full. */
static void check_share(const struct copy *copy, int frame, int source, int other, double share)
{
    int same = -1, differs = -1;
    for (int b = 0; b < bits; b++) {
        if ((source ^ other) >> b & 1)
            differs = b;
        else
            same = b;
    }
    if (same < 0)
        return;
    double full = fabs(bit_level(copy, frame, same, -1)), mixed = fabs(bit_level(copy, frame, differs, -1));
    if (fabs(mixed / full - (1 - 2 * share)) > 0.12)
        TEST_FAIL("%s: frame %d is mixed to %.2f, not %.2f", copy->row, frame, (1 - mixed / full) / 2, share);
}

static void check_frame(const struct copy *copy, sqlite3_stmt *row)
{
    int frame = sqlite3_column_int(row, 0), fields = (int)number(copy, "SELECT interlaced FROM copy");
    int leader = sqlite3_column_type(row, 2) == SQLITE_NULL, source = sqlite3_column_int(row, 2);
    int mixed = sqlite3_column_type(row, 3) != SQLITE_NULL, other = sqlite3_column_int(row, 3);
    int got = number_in(copy, frame, fields ? 0 : -1), below = fields ? number_in(copy, frame, 1) : -1;
    double late = copy->times[frame] - copy->times[0] - sqlite3_column_double(row, 1);
    if (got != (leader ? -1 : source))
        TEST_FAIL("%s: frame %d shows %d, the truth says %d", copy->row, frame, got, leader ? -1 : source);
    if (fields && below != (mixed ? other : source))
        TEST_FAIL("%s: the lower field of frame %d shows %d", copy->row, frame, below);
    if (mixed && !fields)
        check_share(copy, frame, source, other, sqlite3_column_double(row, 4));
    /* A program stream gives no time to the last picture. */
    if (fabs(late) > 0.0011 || (isnan(late) && frame + 1 < copy->frames))
        TEST_FAIL("%s: frame %d comes %.4f s later than its truth", copy->row, frame, late);
}

static void check_frames(const struct copy *copy)
{
    sqlite3_stmt *rows;
    int count = 0;
    REQUIRE_INT(sqlite3_prepare_v2(copy->db, "SELECT frame, seconds, source, other, share FROM copy_frame",
                                   -1, &rows, NULL),
                SQLITE_OK);
    for (; sqlite3_step(rows) == SQLITE_ROW; count++)
        check_frame(copy, rows);
    sqlite3_finalize(rows);
    REQUIRE_INT(count, copy->frames);
    REQUIRE_INT((int)number(copy, "SELECT count(*) FROM frame"), copy->frames);
}

struct box {
    double left, top, right, bottom;
};

/* What is white below the cells: its middle, and its size by how much light it has. */
static struct box square_in(const struct copy *copy, int frame)
{
    const uint8_t *picture = picture_of(copy, frame);
    int ends[2] = {(int)(20 * copy->scale_x + copy->shift_x), (int)(138 * copy->scale_x + copy->shift_x)};
    int from = ends[0] < ends[1] ? ends[0] : ends[1], to = ends[0] < ends[1] ? ends[1] : ends[0];
    int top = (int)(54 * copy->scale_y + copy->shift_y), bottom = (int)(80 * copy->scale_y + copy->shift_y);
    double least = picture[top * copy->width + from], most = 0, light = 0, across = 0, down = 0;
    for (int y = top; y < bottom; y++) {
        for (int x = from; x < to; x++) {
            double level = picture[y * copy->width + x] - least;
            most = level > most ? level : most;
            level = level < 30 ? 0 : level;
            light += level;
            across += level * (x + 0.5);
            down += level * (y + 0.5);
        }
    }
    double x = across / light, y = down / light, size = sqrt(light / most);
    double wide = size * sqrt((double)square_width / square_height * fabs(copy->scale_x) / copy->scale_y);
    double high = light / most / wide;
    return (struct box){x - wide / 2, y - high / 2, x + wide / 2, y + high / 2};
}

static void check_boxes(const struct copy *copy)
{
    sqlite3_stmt *rows;
    int count = 0;
    REQUIRE_INT(sqlite3_prepare_v2(copy->db,
                                   "SELECT frame, left, top, right, bottom, pixels, visible,"
                                   " moving_x * (SELECT scale_x FROM copy), facing FROM presence"
                                   " JOIN frame ON n = frame AND frame.shot = presence.shot",
                                   -1, &rows, NULL),
                SQLITE_OK);
    for (; sqlite3_step(rows) == SQLITE_ROW; count++) {
        int frame = sqlite3_column_int(rows, 0);
        struct box box = square_in(copy, frame);
        const double got[] = {box.left, box.top, box.right, box.bottom};
        for (int i = 0; i < 4; i++) {
            if (fabs(got[i] - sqlite3_column_double(rows, i + 1)) >
                1.3 * (copy->scale_y > 1 ? copy->scale_y : 1))
                TEST_FAIL("%s: frame %d: side %d of the square is at %.2f, not %.2f", copy->row, frame, i,
                          got[i], sqlite3_column_double(rows, i + 1));
        }
        REQUIRE_NEAR(sqlite3_column_double(rows, 5),
                     square_width * square_height * fabs(copy->scale_x) * copy->scale_y, 1);
        REQUIRE_NEAR(sqlite3_column_double(rows, 6), 1, 0);
        REQUIRE(sqlite3_column_double(rows, 7) > 0); /* to the left in a mirror */
        REQUIRE_NEAR(sqlite3_column_double(rows, 8), copy->scale_x < 0 ? -30 : 30, 0);
    }
    sqlite3_finalize(rows);
    REQUIRE(count > 80);
}

/* The master's frame that the pixels of a frame show, upper field first. */
static int shown_in(const struct copy *copy, int frame)
{
    return number_in(copy, frame, number(copy, "SELECT interlaced FROM copy") > 0 ? 0 : -1);
}

/* A cut is where the numbers pass that of the master's cut (30, 60, 96 fades); the splice where they jump. */
static void check_cuts(const struct copy *copy)
{
    sqlite3_stmt *rows;
    int at_30 = 0;
    REQUIRE_INT(sqlite3_prepare_v2(copy->db, "SELECT first, last, detail FROM transition WHERE kind = 'cut'",
                                   -1, &rows, NULL),
                SQLITE_OK);
    while (sqlite3_step(rows) == SQLITE_ROW) {
        int at = sqlite3_column_int(rows, 0), before = shown_in(copy, at - 1), here = shown_in(copy, at);
        const char *detail = (const char *)sqlite3_column_text(rows, 2);
        REQUIRE_INT(sqlite3_column_int(rows, 1), at);
        if (!strcmp(detail, "leader"))
            REQUIRE(before == -1 && here == 0);
        else if (!strcmp(detail, "splice"))
            REQUIRE(here > before + 4);
        else if (!(before < 30 && here >= 30) && !(before < 60 && here >= 60))
            TEST_FAIL("%s: no cut between frames with %d and %d", copy->row, before, here);
        at_30 += before < 30 && here >= 30;
    }
    sqlite3_finalize(rows);
    REQUIRE_INT(at_30, 1);
}

/* By arithmetic: telecine shows master 4g + 0, 1, 2, 3 in its frames 5g, 5g + 1 and 2, 5g + 2 and 3, 5g + 3
 * and 4; a blended frame c is at 0.8 c; dropped has m at m - (m + 1) / 5 and lacks 89; 48 to 65 are missing
 * from missing_reel: with them the rest of the dissolve, the cut at 60. */
static void check_transitions(const struct copy *copy)
{
    static const struct {
        const char *row, *wanted;
    } expected[] = {
        {"telecine", "cut|38|38|0|1|\ndissolve|56|65|1|2|\ncut|75|75|2|3|\nfade_out|100|112|3|4|\n"
                     "fade_in|120|127|4|5|"},
        {"blended", "cut|37|37|0|1|\ndissolve|56|66|1|2|\ncut|75|75|2|3|\nfade_out|99|112|3|4|\n"
                    "fade_in|119|127|4|5|"},
        {"dropped", "cut|24|24|0|1|\ndissolve|36|42|1|2|\ncut|48|48|2|3|\nfade_out|64|71|3|4|\n"
                    "fade_in|77|81|4|5|"},
        {"speedup", "cut|30|30|0|1|\ndissolve|45|52|1|2|\ncut|60|60|2|3|\nfade_out|80|89|3|4|\n"
                    "fade_in|96|101|4|5|"},
        {"missing_reel", "cut|30|30|0|1|\ndissolve|45|47|1|2|\ncut|48|48|1|3|splice\nfade_out|62|71|3|4|\n"
                         "fade_in|78|83|4|5|"},
        {"leader_black", "cut|36|36||0|leader\ncut|66|66|0|1|\ndissolve|81|88|1|2|\ncut|96|96|2|3|\n"
                         "fade_out|116|125|3|4|\nfade_in|132|137|4|5|"},
    };
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        if (!strcmp(copy->row, expected[i].row))
            REQUIRE_ROWS(copy->db, "SELECT kind, first, last, from_shot, to_shot, detail FROM transition",
                         expected[i].wanted);
    }
    if (!strcmp(copy->row, "missing_reel"))
        REQUIRE_ROWS(copy->db, "SELECT sample, last_sample FROM sound_event WHERE kind = 'rain'",
                     "90000|113999\n96000|103999");
}

static void check_clicks(const struct copy *copy, double sound_late)
{
    sqlite3_stmt *rows;
    int count = 0, clicks = 0, quiet = 0;
    REQUIRE_INT(
        sqlite3_prepare_v2(copy->db, "SELECT sample FROM sound_event WHERE kind = 'door'", -1, &rows, NULL),
        SQLITE_OK);
    for (; sqlite3_step(rows) == SQLITE_ROW; count++) {
        int wanted = (int)(sqlite3_column_int(rows, 0) - sound_late * 48000), at = 0;
        double sum = 0, weight = 0;
        for (int i = wanted - 2000; i < wanted + 2000; i++) {
            double level = i >= 0 && i < copy->sounds ? copy->sound[i] / 32768.0 : 0;
            sum += level * level * i;
            weight += level * level;
        }
        at = weight > 0.01 ? (int)(sum / weight) : -100000;
        if (abs(at - wanted) > 192) /* 4 ms: containers round, and some begin a little late */
            TEST_FAIL("%s: click at sample %d, not %d", copy->row, at, wanted);
    }
    sqlite3_finalize(rows);
    for (int i = 0; i < copy->sounds; i++) {
        int loud = abs(copy->sound[i]) > 3000;
        clicks += loud && quiet > 4000;
        quiet = loud ? 0 : quiet + 1;
    }
    if (count != clicks || count < 10)
        TEST_FAIL("%s: %d clicks sound, the truth tells of %d", copy->row, clicks, count);
}

int main(int argc, char **argv)
{
    if (argc == 3 && !strcmp(argv[1], "draw")) {
        draw_film(argv[2]);
        return 0;
    }
    REQUIRE(argc == 6 && !strcmp(argv[1], "check"));
    struct copy copy = open_copy(argv[2], argv[3]);
    REQUIRE_ROWS(copy.db, "PRAGMA foreign_key_check", "");
    check_frames(&copy);
    check_boxes(&copy);
    check_cuts(&copy);
    check_transitions(&copy);
    check_clicks(&copy, atof(argv[4]) - atof(argv[5]));
    sqlite3_close(copy.db);
    free(copy.pictures);
    free(copy.sound);
    return 0;
}
