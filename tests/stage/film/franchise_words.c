/* SPDX-License-Identifier: Apache-2.0 */
/* What people say, and what things are called: tables of plain sentences with places for things. */
#include "film/franchise_parts.h"

#include <string.h>

#define COUNT(table) ((int)(sizeof(table) / sizeof *(table)))

static const char *const women[] = {"anna",  "clara", "mira",  "edith", "nora",  "lena", "ruth",
                                    "vera",  "agnes", "ines",  "tilda", "marta", "olga", "judith",
                                    "sofia", "greta", "paula", "irene", "helen", "dora"};
static const char *const men[] = {"ben",    "karl", "tomas", "viktor", "jonas", "anton", "samuel",
                                  "felix",  "hugo", "otto",  "paul",   "david", "emil",  "george",
                                  "martin", "leon", "oscar", "walter", "simon", "albert"};

static const char *const nouns[][2] = {
    {"suitcase", "red"},   {"letter", "blue"},  {"key", "brass"},       {"watch", "old"},
    {"lamp", "green"},     {"photograph", ""},  {"ring", "silver"},     {"notebook", "black"},
    {"map", "torn"},       {"violin", ""},      {"coat", "grey"},       {"ticket", "second"},
    {"mirror", "cracked"}, {"knife", "long"},   {"cassette", ""},       {"clock", "broken"},
    {"boat", "white"},     {"piano", ""},       {"necklace", ""},       {"telegram", "last"},
    {"ladder", "wooden"},  {"radio", "little"}, {"envelope", "yellow"}, {"scarf", "woollen"},
};

static const char *const places[] = {"the harbour",  "the station",   "the old mill",   "the hotel",
                                     "the lake",     "the library",   "the north road", "the hospital",
                                     "the workshop", "the bakery",    "the theatre",    "the bridge",
                                     "the ferry",    "the courthouse"};

static const char *const moments[] = {
    "tonight",       "on Sunday",  "before noon", "at midnight",    "after the storm",
    "when it snows", "in an hour", "tomorrow",    "by the weekend", "before the train leaves"};

static const char *const pairs[][2] = {
    {"Where is %t?", "I left it at %p."},
    {"Did you see %n today?", "Not since last week."},
    {"Have you been to %p?", "Only once, a long time ago."},
    {"Who told you about %t?", "Nobody had to tell me."},
    {"We should leave %w.", "You always say that."},
    {"You look tired.", "I have not slept since Monday."},
    {"Is %n still waiting at %p?", "As far as I know."},
    {"What do they want from us?", "The same as everybody. %T."},
    {"Shut the door, please.", "It is shut. It has been shut all day."},
    {"How much did you pay for %t?", "More than it is worth."},
    {"I heard a noise downstairs.", "That was only the wind."},
    {"Can we trust %n?", "We have no choice."},
    {"There was somebody at %p.", "Did they see your face?"},
    {"I never liked this place.", "Then why did you come back?"},
    {"Did anyone call?", "Twice. They did not say a word."},
    {"Tell me what happened at %p.", "It rained, and we waited. That is all."},
    {"You kept %t all these years.", "I thought that you would ask for it."},
    {"Do you remember the summer at %p?", "I remember the cold water."},
    {"They will come for us %w.", "Then we have until then."},
    {"What did %n say about me?", "That you are never on time."},
    {"It is getting late.", "It was late when we started."},
    {"I could make some coffee.", "Not now. Sit down and listen."},
    {"Why are you smiling?", "Because for once you are right."},
    {"Nobody goes to %p any more.", "That is why we go there."},
    {"Give me one good reason.", "I can give you two hundred."},
    {"My brother worked at %p.", "I know. He was the best of them."},
    {"Is it far?", "Twenty minutes, if the road is clear."},
    {"You promised to call me.", "I promised a lot of things."},
    {"What is in your pocket?", "Nothing that concerns you."},
    {"Are you afraid of %n?", "Everybody is afraid of somebody."},
    {"They closed %p in the spring.", "So that is why it was dark."},
    {"Do you want to see %t?", "I have seen it often enough."},
    {"We had an agreement.", "And we still have it."},
    {"I need more time.", "You have until somebody opens that door."},
    {"Has the train left?", "It left without you."},
    {"Somebody has moved %t.", "It was not me, if that is what you think."},
    {"You knew my father.", "We played cards %w. He always won."},
    {"How do you sleep at night?", "With the window open."},
    {"I will be at %p %w.", "Then I will find you there."},
    {"Do not tell %n.", "I would not know where to begin."},
    {"Was it snowing when you left?", "It was snowing everywhere."},
    {"Say something.", "I am still thinking about it."},
    {"There must be another way out.", "There is. Nobody has come back from it."},
    {"Will you help me look for %t?", "If you tell me why you need it."},
    {"I counted the money again.", "And it is still too little."},
    {"Turn off the light.", "I would rather see who comes in."},
};

static const char *const emphatic[] = {
    "You have no idea what this means to me!",
    "It was you all along!",
    "I am not going back to %p!",
    "Leave %n out of this!",
    "Do not touch %t!",
    "We are out of time!",
    "I saw it with my own eyes!",
    "Then go! Nobody keeps you!",
    "Listen to me for once!",
    "That is a lie, and you know it.",
    "I loved that house!",
    "You should have told me!",
};

static const char *const plants[] = {
    "Whatever happens, keep %t with you.",
    "Hide %t where nobody looks.",
    "One day somebody will come for %t.",
    "I buried %t behind the house.",
    "Do not forget %t.",
    "There is something wrong with %t.",
    "My mother gave me %t.",
    "Leave %t on the table, by the window.",
};

static const char *const returns[] = {
    "So this is what %t was for.",
    "You kept %t after all.",
    "Somebody has taken %t.",
    "I should have listened to you about %t.",
    "Look. It is %t.",
    "We need %t now.",
    "Nothing would have happened without %t.",
    "I gave %t back.",
};

static const char *const studios[] = {"Northlight", "Harbour",    "Lantern",  "Blue Door",
                                      "Meridian",   "Paper Moon", "Old Mill", "Silver Birch",
                                      "Westwind",   "Candle",     "Anchor",   "Fairground"};

static const char *const surnames[] = {"Holm",   "Winter", "Falk",  "Moreau", "Keller",  "Brandt", "Lind",
                                       "Novak",  "Ferro",  "Okada", "Hale",   "Vance",   "Stern",  "Dahl",
                                       "Marlow", "Quist",  "Rossi", "Varga",  "Iversen", "Petit"};

void words_thread(struct stream *stream, struct thread *thread)
{
    int n = draw_one_of(stream, COUNT(nouns));
    snprintf(thread->noun, sizeof thread->noun, "%s", nouns[n][0]);
    snprintf(thread->phrase, sizeof thread->phrase, "the %s%s%s", nouns[n][1], *nouns[n][1] ? " " : "",
             nouns[n][0]);
    thread->planted = thread->taken_up = -1;
}

void words_name(struct stream *stream, char *name, size_t room, int *woman)
{
    *woman = draw(stream) < 0.5;
    int n = draw_one_of(stream, *woman ? COUNT(women) : COUNT(men));
    snprintf(name, room, "%s", *woman ? women[n] : men[n]);
}

void words_full_name(struct stream *stream, char name[32])
{
    int woman;
    char first[16];
    words_name(stream, first, sizeof first, &woman);
    snprintf(name, 32, "%c%s %s", first[0] - 'a' + 'A', first + 1,
             surnames[draw_one_of(stream, COUNT(surnames))]);
}

const char *words_place(struct stream *stream)
{
    return places[draw_one_of(stream, COUNT(places))];
}

void words_studio(struct stream *stream, char name[48])
{
    static const char *const ends[] = {"Pictures", "Films", "Film Company"};
    const char *first = studios[draw_one_of(stream, COUNT(studios))];
    snprintf(name, 48, "%s %s", first, ends[draw_one_of(stream, COUNT(ends))]);
}

void words_title(struct stream *stream, const struct thread *thread, char title[64])
{
    const char *thing = thread->phrase + strlen("the "), *place = words_place(stream) + strlen("the ");
    const char *time = moments[draw_one_of(stream, COUNT(moments))];
    switch (draw_one_of(stream, 5)) {
    case 0: snprintf(title, 64, "The %s", thing); break;
    case 1: snprintf(title, 64, "Back to the %s", place); break;
    case 2: snprintf(title, 64, "The %s and the %s", thing, place); break;
    case 3: snprintf(title, 64, "A %s %s", thread->noun, time); break;
    default: snprintf(title, 64, "Nobody at the %s", place);
    }
}

static void put(char *words, size_t *used, const char *text)
{
    while (*text && *used + 1 < words_room)
        words[(*used)++] = *text++;
    words[*used] = 0;
}

/* %t a thing, %T the same at a sentence's begin, %p a place, %w a time, %n a name. */
static void fill(struct stream *stream, const char *pattern, const char *thing, const char *other,
                 char words[words_room])
{
    const char *place = words_place(stream), *when = moments[draw_one_of(stream, COUNT(moments))];
    size_t used = 0;
    for (; *pattern; pattern++) {
        char one[] = {*pattern, 0};
        size_t before = used;
        if (*pattern != '%') {
            put(words, &used, one);
            continue;
        }
        pattern++;
        put(words, &used, *pattern == 'p' ? place : *pattern == 'w' ? when : *pattern == 'n' ? other : thing);
        if ((*pattern == 'n' || *pattern == 'T') && words[before] >= 'a' && words[before] <= 'z')
            words[before] = (char)(words[before] - 'a' + 'A');
    }
}

void words_pair(struct stream *stream, const char *thing, const char *other, char ask[words_room],
                char answer[words_room])
{
    int n = draw_one_of(stream, COUNT(pairs));
    fill(stream, pairs[n][0], thing, other, ask);
    fill(stream, pairs[n][1], thing, other, answer);
}

void words_emphatic(struct stream *stream, const char *thing, const char *other, char words[words_room])
{
    fill(stream, emphatic[draw_one_of(stream, COUNT(emphatic))], thing, other, words);
}

void words_plant(struct stream *stream, const char *thing, char words[words_room])
{
    fill(stream, plants[draw_one_of(stream, COUNT(plants))], thing, "", words);
}

void words_take_up(struct stream *stream, const char *thing, char words[words_room])
{
    fill(stream, returns[draw_one_of(stream, COUNT(returns))], thing, "", words);
}
