-- SPDX-License-Identifier: Apache-2.0
-- A reel of schema version 1, as the program wrote it then: 12 red pictures of 64x48, then 12 blue ones.
PRAGMA application_id=1919247724;
PRAGMA user_version=1;
BEGIN TRANSACTION;
CREATE TABLE chapter(
  n INTEGER PRIMARY KEY,
  first_pts INTEGER NOT NULL, last_pts INTEGER NOT NULL, -- by the file's clock, as frame.pts
  time_base_num INTEGER, time_base_den INTEGER CHECK (time_base_den > 0),
  title TEXT
) STRICT;
CREATE TABLE film(
  id INTEGER PRIMARY KEY CHECK (id = 1),
  file TEXT NOT NULL, -- name without folder
  size INTEGER NOT NULL CHECK (size >= 0), -- bytes
  hash TEXT CHECK (length(hash) = 32), -- XXH3-128 of size, first and last MiB
  sha256 TEXT CHECK (length(sha256) = 64), -- of the whole file, where asked for
  container TEXT, codec TEXT, title TEXT, director TEXT, year INTEGER,
  time_base_num INTEGER, time_base_den INTEGER CHECK (time_base_den > 0), -- of every frame's pts
  frame_rate_num INTEGER, frame_rate_den INTEGER CHECK (frame_rate_den > 0),
  variable_rate INTEGER NOT NULL CHECK (variable_rate IN (0, 1)),
  frames INTEGER NOT NULL CHECK (frames >= 0),
  first_pts INTEGER NOT NULL, -- of frame 0: film time 0
  end_pts INTEGER NOT NULL, -- where the last frame ends
  timecode TEXT, -- start timecode as told by the file
  width INTEGER NOT NULL, height INTEGER NOT NULL, -- coded pixels
  sample_aspect_num INTEGER, sample_aspect_den INTEGER CHECK (sample_aspect_den > 0),
  rotation INTEGER NOT NULL CHECK (rotation IN (0, 90, 180, 270)), -- degrees clockwise for a player
  active_x INTEGER NOT NULL, active_y INTEGER NOT NULL, -- the picture without black bars
  active_width INTEGER NOT NULL, active_height INTEGER NOT NULL,
  bit_depth INTEGER NOT NULL, pixel_format TEXT,
  full_range INTEGER NOT NULL CHECK (full_range IN (0, 1)),
  interlaced INTEGER NOT NULL CHECK (interlaced IN (0, 1)),
  matrix TEXT NOT NULL CHECK (matrix IN ('bt709', 'bt601', 'bt2020', 'rgb')),
  transfer TEXT NOT NULL CHECK (transfer IN ('bt1886', 'srgb', 'linear', 'pq', 'hlg')),
  sound_start_num INTEGER, sound_start_den INTEGER CHECK (sound_start_den > 0), -- seconds; NULL: no sound
  measured_from REAL NOT NULL, measured_to REAL, -- seconds asked for; NULL: to the end
  tool TEXT NOT NULL -- version of pastiche
) STRICT;
INSERT INTO "film" VALUES(1,'one.mkv',1745,'7cdb286fbaebc14483d6fa5401205539',NULL,'Matroska / WebM','ffv1','one',NULL,NULL,1,1000,24,1,0,24,0,999,NULL,64,48,1,1,0,0,0,64,48,8,'yuv420p',0,0,'bt601','bt1886',NULL,NULL,0.0,NULL,'0.1.0');
CREATE TABLE frame(
  n INTEGER PRIMARY KEY CHECK (n >= 0),
  pts INTEGER NOT NULL
, "colour_chroma" REAL, "colour_saturation" REAL, "colour_hue" REAL, "colour_warmth" REAL, "light_mean" REAL, "light_contrast" REAL, "light_low" REAL, "light_high" REAL, "light_low_key" REAL, "light_high_key" REAL, "light_clipped_black" REAL, "light_clipped_white" REAL) STRICT;
INSERT INTO "frame" VALUES(0,0,2.57229328155517578125e-01,3.79632726091239103283e-01,2.92338871859118185634e+01,9.62378889393655345685e-01,2.96798406862745112189e-01,0.0,2.96683517156862752717e-01,2.96683517156862752717e-01,0.0,0.0,0.0,0.0);
INSERT INTO "frame" VALUES(1,42,2.57229328155517578125e-01,3.79632726091239103283e-01,2.92338871859118185634e+01,9.62378889393655345685e-01,2.96798406862745112189e-01,0.0,2.96683517156862752717e-01,2.96683517156862752717e-01,0.0,0.0,0.0,0.0);
INSERT INTO "frame" VALUES(2,83,2.57229328155517578125e-01,3.79632726091239103283e-01,2.92338871859118185634e+01,9.62378889393655345685e-01,2.96798406862745112189e-01,0.0,2.96683517156862752717e-01,2.96683517156862752717e-01,0.0,0.0,0.0,0.0);
INSERT INTO "frame" VALUES(3,125,2.57229328155517578125e-01,3.79632726091239103283e-01,2.92338871859118185634e+01,9.62378889393655345685e-01,2.96798406862745112189e-01,0.0,2.96683517156862752717e-01,2.96683517156862752717e-01,0.0,0.0,0.0,0.0);
INSERT INTO "frame" VALUES(4,167,2.57229328155517578125e-01,3.79632726091239103283e-01,2.92338871859118185634e+01,9.62378889393655345685e-01,2.96798406862745112189e-01,0.0,2.96683517156862752717e-01,2.96683517156862752717e-01,0.0,0.0,0.0,0.0);
INSERT INTO "frame" VALUES(5,208,2.57229328155517578125e-01,3.79632726091239103283e-01,2.92338871859118185634e+01,9.62378889393655345685e-01,2.96798406862745112189e-01,0.0,2.96683517156862752717e-01,2.96683517156862752717e-01,0.0,0.0,0.0,0.0);
INSERT INTO "frame" VALUES(6,250,2.57229328155517578125e-01,3.79632726091239103283e-01,2.92338871859118185634e+01,9.62378889393655345685e-01,2.96798406862745112189e-01,0.0,2.96683517156862752717e-01,2.96683517156862752717e-01,0.0,0.0,0.0,0.0);
INSERT INTO "frame" VALUES(7,292,2.57229328155517578125e-01,3.79632726091239103283e-01,2.92338871859118185634e+01,9.62378889393655345685e-01,2.96798406862745112189e-01,0.0,2.96683517156862752717e-01,2.96683517156862752717e-01,0.0,0.0,0.0,0.0);
INSERT INTO "frame" VALUES(8,333,2.57229328155517578125e-01,3.79632726091239103283e-01,2.92338871859118185634e+01,9.62378889393655345685e-01,2.96798406862745112189e-01,0.0,2.96683517156862752717e-01,2.96683517156862752717e-01,0.0,0.0,0.0,0.0);
INSERT INTO "frame" VALUES(9,375,2.57229328155517578125e-01,3.79632726091239103283e-01,2.92338871859118185634e+01,9.62378889393655345685e-01,2.96798406862745112189e-01,0.0,2.96683517156862752717e-01,2.96683517156862752717e-01,0.0,0.0,0.0,0.0);
INSERT INTO "frame" VALUES(10,417,2.57229328155517578125e-01,3.79632726091239103283e-01,2.92338871859118185634e+01,9.62378889393655345685e-01,2.96798406862745112189e-01,0.0,2.96683517156862752717e-01,2.96683517156862752717e-01,0.0,0.0,0.0,0.0);
INSERT INTO "frame" VALUES(11,458,2.57229328155517578125e-01,3.79632726091239103283e-01,2.92338871859118185634e+01,9.62378889393655345685e-01,2.96798406862745112189e-01,0.0,2.96683517156862752717e-01,2.96683517156862752717e-01,0.0,0.0,0.0,0.0);
INSERT INTO "frame" VALUES(12,500,3.1321430206298828125e-01,5.6955620616117885735e-01,2.64052050216427915065e+02,-7.76573914922767838397e-01,1.1415441176470587925e-01,0.0,1.14085477941176474669e-01,1.14085477941176474669e-01,1.0,0.0,0.0,0.0);
INSERT INTO "frame" VALUES(13,542,3.1321430206298828125e-01,5.6955620616117885735e-01,2.64052050216427915065e+02,-7.76573914922767838397e-01,1.1415441176470587925e-01,0.0,1.14085477941176474669e-01,1.14085477941176474669e-01,1.0,0.0,0.0,0.0);
INSERT INTO "frame" VALUES(14,583,3.1321430206298828125e-01,5.6955620616117885735e-01,2.64052050216427915065e+02,-7.76573914922767838397e-01,1.1415441176470587925e-01,0.0,1.14085477941176474669e-01,1.14085477941176474669e-01,1.0,0.0,0.0,0.0);
INSERT INTO "frame" VALUES(15,625,3.1321430206298828125e-01,5.6955620616117885735e-01,2.64052050216427915065e+02,-7.76573914922767838397e-01,1.1415441176470587925e-01,0.0,1.14085477941176474669e-01,1.14085477941176474669e-01,1.0,0.0,0.0,0.0);
INSERT INTO "frame" VALUES(16,667,3.1321430206298828125e-01,5.6955620616117885735e-01,2.64052050216427915065e+02,-7.76573914922767838397e-01,1.1415441176470587925e-01,0.0,1.14085477941176474669e-01,1.14085477941176474669e-01,1.0,0.0,0.0,0.0);
INSERT INTO "frame" VALUES(17,708,3.1321430206298828125e-01,5.6955620616117885735e-01,2.64052050216427915065e+02,-7.76573914922767838397e-01,1.1415441176470587925e-01,0.0,1.14085477941176474669e-01,1.14085477941176474669e-01,1.0,0.0,0.0,0.0);
INSERT INTO "frame" VALUES(18,750,3.1321430206298828125e-01,5.6955620616117885735e-01,2.64052050216427915065e+02,-7.76573914922767838397e-01,1.1415441176470587925e-01,0.0,1.14085477941176474669e-01,1.14085477941176474669e-01,1.0,0.0,0.0,0.0);
INSERT INTO "frame" VALUES(19,792,3.1321430206298828125e-01,5.6955620616117885735e-01,2.64052050216427915065e+02,-7.76573914922767838397e-01,1.1415441176470587925e-01,0.0,1.14085477941176474669e-01,1.14085477941176474669e-01,1.0,0.0,0.0,0.0);
INSERT INTO "frame" VALUES(20,833,3.1321430206298828125e-01,5.6955620616117885735e-01,2.64052050216427915065e+02,-7.76573914922767838397e-01,1.1415441176470587925e-01,0.0,1.14085477941176474669e-01,1.14085477941176474669e-01,1.0,0.0,0.0,0.0);
INSERT INTO "frame" VALUES(21,875,3.1321430206298828125e-01,5.6955620616117885735e-01,2.64052050216427915065e+02,-7.76573914922767838397e-01,1.1415441176470587925e-01,0.0,1.14085477941176474669e-01,1.14085477941176474669e-01,1.0,0.0,0.0,0.0);
INSERT INTO "frame" VALUES(22,917,3.1321430206298828125e-01,5.6955620616117885735e-01,2.64052050216427915065e+02,-7.76573914922767838397e-01,1.1415441176470587925e-01,0.0,1.14085477941176474669e-01,1.14085477941176474669e-01,1.0,0.0,0.0,0.0);
INSERT INTO "frame" VALUES(23,958,3.1321430206298828125e-01,5.6955620616117885735e-01,2.64052050216427915065e+02,-7.76573914922767838397e-01,1.1415441176470587925e-01,0.0,1.14085477941176474669e-01,1.14085477941176474669e-01,1.0,0.0,0.0,0.0);
CREATE TABLE grid(
  name TEXT PRIMARY KEY,
  start REAL, step_num INTEGER, step_den INTEGER CHECK (step_den > 0) -- seconds; NULL: not even
) STRICT;
INSERT INTO "grid" VALUES('frame',NULL,NULL,NULL);
INSERT INTO "grid" VALUES('candidate',NULL,NULL,NULL);
INSERT INTO "grid" VALUES('loudness',0.0,1,10);
INSERT INTO "grid" VALUES('film',NULL,NULL,NULL);
INSERT INTO "grid" VALUES('cutting',0.0,1,4);
CREATE TABLE measure(
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  meter TEXT NOT NULL REFERENCES meter(name),
  grid TEXT NOT NULL REFERENCES grid(name), -- frame: a column of that name in table frame
  unit TEXT NOT NULL,
  what TEXT NOT NULL,
  vector INTEGER NOT NULL CHECK (vector IN (0, 1))
) STRICT;
INSERT INTO "measure" VALUES(1,'signal','signal','frame','','mean, deviation and distances to earlier frames; docs/measures.md',1);
INSERT INTO "measure" VALUES(2,'signal_candidate','signal','candidate','','places where a shot may end, with what the pictures told of them',1);
INSERT INTO "measure" VALUES(3,'colour_chroma','colour','frame','','mean OKLab chroma, 0 (grey) to about 0.32',0);
INSERT INTO "measure" VALUES(4,'colour_saturation','colour','frame','','mean saturation, 0..1, weighted by lightness; missing where the picture is black',0);
INSERT INTO "measure" VALUES(5,'colour_hue','colour','frame','degrees','mean OKLab hue, 0..360, weighted by chroma; missing where there is too little colour',0);
INSERT INTO "measure" VALUES(6,'colour_warmth','colour','frame','','−1 cold to 1 warm, weighted by chroma; missing where there is too little colour',0);
INSERT INTO "measure" VALUES(7,'colour_histogram','colour','frame','','16×16×16 OKLab histogram, sparse records of 3 bytes',1);
INSERT INTO "measure" VALUES(8,'light_mean','light','frame','','mean luma Y'' on BT.1886''s scale, 0 black to 1 white',0);
INSERT INTO "measure" VALUES(9,'light_contrast','light','frame','','standard deviation of luma, 0..0.5',0);
INSERT INTO "measure" VALUES(10,'light_low','light','frame','','5th percentile of luma, 0..1',0);
INSERT INTO "measure" VALUES(11,'light_high','light','frame','','95th percentile of luma, 0..1',0);
INSERT INTO "measure" VALUES(12,'light_low_key','light','frame','','share of the picture in deep shadow (zones 0 to II), 0..1',0);
INSERT INTO "measure" VALUES(13,'light_high_key','light','frame','','share of the picture in bright light (zones VII up), 0..1',0);
INSERT INTO "measure" VALUES(14,'light_clipped_black','light','frame','','share of the picture at nominal black, 0..1',0);
INSERT INTO "measure" VALUES(15,'light_clipped_white','light','frame','','share of the picture at nominal white, 0..1',0);
INSERT INTO "measure" VALUES(16,'fingerprint','fingerprint','frame','','36 bytes that stay nearly the same through re-encoding, scaling, crop and (known) mirroring',1);
INSERT INTO "measure" VALUES(17,'loudness_momentary','loudness','loudness','LUFS','loudness of the 400 ms round n; missing below −120 (silence) and at the ends',0);
INSERT INTO "measure" VALUES(18,'loudness_short_term','loudness','loudness','LUFS','loudness of the 3 s round n; missing below −120 (silence) and at the ends',0);
INSERT INTO "measure" VALUES(19,'loudness_integrated','loudness','film','LUFS','gated loudness of the whole sound; missing where all of it is below −70',0);
INSERT INTO "measure" VALUES(20,'loudness_range','loudness','film','LU','loudness range; missing where there is less than 3 s above −70 LUFS',0);
INSERT INTO "measure" VALUES(21,'loudness_true_peak','loudness','film','dBTP','highest true peak of any channel; missing where all is digital silence',0);
INSERT INTO "measure" VALUES(22,'loudness_sample_peak','loudness','film','dBFS','highest sample of any channel; missing where all is digital silence',0);
INSERT INTO "measure" VALUES(23,'cutting_density','form','cutting','shots/min','how many shots begin in a minute, by a kernel estimate',0);
CREATE TABLE meter(
  name TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  parameters TEXT NOT NULL CHECK (json_valid(parameters))
) STRICT;
INSERT INTO "meter" VALUES('signal',1,'{"from":0.000000,"to":-1.000000}');
INSERT INTO "meter" VALUES('colour',1,'{"from":0.000000,"to":-1.000000}');
INSERT INTO "meter" VALUES('light',1,'{"from":0.000000,"to":-1.000000}');
INSERT INTO "meter" VALUES('fingerprint',1,'{"from":0.000000,"to":-1.000000}');
INSERT INTO "meter" VALUES('loudness',1,'{"audio":-1,"from":0.000000,"to":-1.000000}');
INSERT INTO "meter" VALUES('title',1,'{"charset":"UTF-8","from":0.000000,"sidecar":"","to":-1.000000}');
INSERT INTO "meter" VALUES('form',1,'{"confidence":0.5}');
CREATE TABLE palette(
  shot INTEGER NOT NULL REFERENCES shot(n),
  rank INTEGER NOT NULL CHECK (rank BETWEEN 1 AND 8), -- 1: the heaviest
  weight REAL NOT NULL CHECK (weight >= 0), -- share of the shot's pixels
  l REAL NOT NULL, a REAL NOT NULL, b REAL NOT NULL, -- OKLab
  rgb TEXT NOT NULL CHECK (rgb GLOB '#[0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f]'),
  PRIMARY KEY (shot, rank)
) STRICT, WITHOUT ROWID;
INSERT INTO "palette" VALUES(0,1,1.0,0.65625,2.39999999999999935607e-01,0.12,'#ff3c3b');
INSERT INTO "palette" VALUES(1,1,1.0,0.46875,-4.00000000000000355271e-02,-0.32,'#0044da');
CREATE TABLE problem(
  n INTEGER PRIMARY KEY,
  first INTEGER, last INTEGER, -- frames; NULL: unknown
  what TEXT NOT NULL
) STRICT;
CREATE TABLE rhythm(
  n INTEGER PRIMARY KEY,
  parts INTEGER NOT NULL CHECK (parts >= 1),
  part INTEGER NOT NULL CHECK (part >= 0 AND part < parts),
  name TEXT NOT NULL,
  unit TEXT NOT NULL,
  value REAL, -- NULL: cannot tell
  low REAL, high REAL,
  note TEXT NOT NULL,
  UNIQUE (parts, part, name)
) STRICT;
INSERT INTO "rhythm" VALUES(0,1,0,'shots','shots',0.0,NULL,NULL,'');
INSERT INTO "rhythm" VALUES(1,1,0,'shots_per_minute','shots/min',0.0,NULL,NULL,'');
INSERT INTO "rhythm" VALUES(2,1,0,'mean_shot_length','s',NULL,NULL,NULL,'cannot tell: no shot starts here');
INSERT INTO "rhythm" VALUES(3,1,0,'median_shot_length','s',NULL,NULL,NULL,'cannot tell: no shot starts here');
INSERT INTO "rhythm" VALUES(4,1,0,'iqr_shot_length','s',NULL,NULL,NULL,'cannot tell: fewer than 4 shots');
INSERT INTO "rhythm" VALUES(5,1,0,'longest_shot','s',NULL,NULL,NULL,'cannot tell: no shot starts here');
INSERT INTO "rhythm" VALUES(6,1,0,'shortest_shot','s',NULL,NULL,NULL,'cannot tell: no shot starts here');
INSERT INTO "rhythm" VALUES(7,1,0,'spectral_exponent','',NULL,NULL,NULL,'cannot tell: fewer than 200 shots');
INSERT INTO "rhythm" VALUES(8,1,0,'lognormal_w','',NULL,NULL,NULL,'cannot tell: fewer than 20 shots');
INSERT INTO "rhythm" VALUES(9,1,0,'lognormal_p','',NULL,NULL,NULL,'cannot tell: fewer than 20 shots');
INSERT INTO "rhythm" VALUES(10,1,0,'density_bandwidth','s',NULL,NULL,NULL,'cannot tell: no shot starts here');
INSERT INTO "rhythm" VALUES(11,2,0,'shots','shots',0.0,NULL,NULL,'');
INSERT INTO "rhythm" VALUES(12,2,0,'shots_per_minute','shots/min',0.0,NULL,NULL,'');
INSERT INTO "rhythm" VALUES(13,2,0,'mean_shot_length','s',NULL,NULL,NULL,'cannot tell: no shot starts here');
INSERT INTO "rhythm" VALUES(14,2,0,'median_shot_length','s',NULL,NULL,NULL,'cannot tell: no shot starts here');
INSERT INTO "rhythm" VALUES(15,2,0,'iqr_shot_length','s',NULL,NULL,NULL,'cannot tell: fewer than 4 shots');
INSERT INTO "rhythm" VALUES(16,2,0,'longest_shot','s',NULL,NULL,NULL,'cannot tell: no shot starts here');
INSERT INTO "rhythm" VALUES(17,2,0,'shortest_shot','s',NULL,NULL,NULL,'cannot tell: no shot starts here');
INSERT INTO "rhythm" VALUES(18,2,0,'spectral_exponent','',NULL,NULL,NULL,'cannot tell: fewer than 200 shots');
INSERT INTO "rhythm" VALUES(19,2,0,'lognormal_w','',NULL,NULL,NULL,'cannot tell: fewer than 20 shots');
INSERT INTO "rhythm" VALUES(20,2,0,'lognormal_p','',NULL,NULL,NULL,'cannot tell: fewer than 20 shots');
INSERT INTO "rhythm" VALUES(21,2,1,'shots','shots',0.0,NULL,NULL,'');
INSERT INTO "rhythm" VALUES(22,2,1,'shots_per_minute','shots/min',0.0,NULL,NULL,'');
INSERT INTO "rhythm" VALUES(23,2,1,'mean_shot_length','s',NULL,NULL,NULL,'cannot tell: no shot starts here');
INSERT INTO "rhythm" VALUES(24,2,1,'median_shot_length','s',NULL,NULL,NULL,'cannot tell: no shot starts here');
INSERT INTO "rhythm" VALUES(25,2,1,'iqr_shot_length','s',NULL,NULL,NULL,'cannot tell: fewer than 4 shots');
INSERT INTO "rhythm" VALUES(26,2,1,'longest_shot','s',NULL,NULL,NULL,'cannot tell: no shot starts here');
INSERT INTO "rhythm" VALUES(27,2,1,'shortest_shot','s',NULL,NULL,NULL,'cannot tell: no shot starts here');
INSERT INTO "rhythm" VALUES(28,2,1,'spectral_exponent','',NULL,NULL,NULL,'cannot tell: fewer than 200 shots');
INSERT INTO "rhythm" VALUES(29,2,1,'lognormal_w','',NULL,NULL,NULL,'cannot tell: fewer than 20 shots');
INSERT INTO "rhythm" VALUES(30,2,1,'lognormal_p','',NULL,NULL,NULL,'cannot tell: fewer than 20 shots');
INSERT INTO "rhythm" VALUES(31,4,0,'shots','shots',0.0,NULL,NULL,'');
INSERT INTO "rhythm" VALUES(32,4,0,'shots_per_minute','shots/min',0.0,NULL,NULL,'');
INSERT INTO "rhythm" VALUES(33,4,0,'mean_shot_length','s',NULL,NULL,NULL,'cannot tell: no shot starts here');
INSERT INTO "rhythm" VALUES(34,4,0,'median_shot_length','s',NULL,NULL,NULL,'cannot tell: no shot starts here');
INSERT INTO "rhythm" VALUES(35,4,0,'iqr_shot_length','s',NULL,NULL,NULL,'cannot tell: fewer than 4 shots');
INSERT INTO "rhythm" VALUES(36,4,0,'longest_shot','s',NULL,NULL,NULL,'cannot tell: no shot starts here');
INSERT INTO "rhythm" VALUES(37,4,0,'shortest_shot','s',NULL,NULL,NULL,'cannot tell: no shot starts here');
INSERT INTO "rhythm" VALUES(38,4,0,'spectral_exponent','',NULL,NULL,NULL,'cannot tell: fewer than 200 shots');
INSERT INTO "rhythm" VALUES(39,4,0,'lognormal_w','',NULL,NULL,NULL,'cannot tell: fewer than 20 shots');
INSERT INTO "rhythm" VALUES(40,4,0,'lognormal_p','',NULL,NULL,NULL,'cannot tell: fewer than 20 shots');
INSERT INTO "rhythm" VALUES(41,4,1,'shots','shots',0.0,NULL,NULL,'');
INSERT INTO "rhythm" VALUES(42,4,1,'shots_per_minute','shots/min',0.0,NULL,NULL,'');
INSERT INTO "rhythm" VALUES(43,4,1,'mean_shot_length','s',NULL,NULL,NULL,'cannot tell: no shot starts here');
INSERT INTO "rhythm" VALUES(44,4,1,'median_shot_length','s',NULL,NULL,NULL,'cannot tell: no shot starts here');
INSERT INTO "rhythm" VALUES(45,4,1,'iqr_shot_length','s',NULL,NULL,NULL,'cannot tell: fewer than 4 shots');
INSERT INTO "rhythm" VALUES(46,4,1,'longest_shot','s',NULL,NULL,NULL,'cannot tell: no shot starts here');
INSERT INTO "rhythm" VALUES(47,4,1,'shortest_shot','s',NULL,NULL,NULL,'cannot tell: no shot starts here');
INSERT INTO "rhythm" VALUES(48,4,1,'spectral_exponent','',NULL,NULL,NULL,'cannot tell: fewer than 200 shots');
INSERT INTO "rhythm" VALUES(49,4,1,'lognormal_w','',NULL,NULL,NULL,'cannot tell: fewer than 20 shots');
INSERT INTO "rhythm" VALUES(50,4,1,'lognormal_p','',NULL,NULL,NULL,'cannot tell: fewer than 20 shots');
INSERT INTO "rhythm" VALUES(51,4,2,'shots','shots',0.0,NULL,NULL,'');
INSERT INTO "rhythm" VALUES(52,4,2,'shots_per_minute','shots/min',0.0,NULL,NULL,'');
INSERT INTO "rhythm" VALUES(53,4,2,'mean_shot_length','s',NULL,NULL,NULL,'cannot tell: no shot starts here');
INSERT INTO "rhythm" VALUES(54,4,2,'median_shot_length','s',NULL,NULL,NULL,'cannot tell: no shot starts here');
INSERT INTO "rhythm" VALUES(55,4,2,'iqr_shot_length','s',NULL,NULL,NULL,'cannot tell: fewer than 4 shots');
INSERT INTO "rhythm" VALUES(56,4,2,'longest_shot','s',NULL,NULL,NULL,'cannot tell: no shot starts here');
INSERT INTO "rhythm" VALUES(57,4,2,'shortest_shot','s',NULL,NULL,NULL,'cannot tell: no shot starts here');
INSERT INTO "rhythm" VALUES(58,4,2,'spectral_exponent','',NULL,NULL,NULL,'cannot tell: fewer than 200 shots');
INSERT INTO "rhythm" VALUES(59,4,2,'lognormal_w','',NULL,NULL,NULL,'cannot tell: fewer than 20 shots');
INSERT INTO "rhythm" VALUES(60,4,2,'lognormal_p','',NULL,NULL,NULL,'cannot tell: fewer than 20 shots');
INSERT INTO "rhythm" VALUES(61,4,3,'shots','shots',0.0,NULL,NULL,'');
INSERT INTO "rhythm" VALUES(62,4,3,'shots_per_minute','shots/min',0.0,NULL,NULL,'');
INSERT INTO "rhythm" VALUES(63,4,3,'mean_shot_length','s',NULL,NULL,NULL,'cannot tell: no shot starts here');
INSERT INTO "rhythm" VALUES(64,4,3,'median_shot_length','s',NULL,NULL,NULL,'cannot tell: no shot starts here');
INSERT INTO "rhythm" VALUES(65,4,3,'iqr_shot_length','s',NULL,NULL,NULL,'cannot tell: fewer than 4 shots');
INSERT INTO "rhythm" VALUES(66,4,3,'longest_shot','s',NULL,NULL,NULL,'cannot tell: no shot starts here');
INSERT INTO "rhythm" VALUES(67,4,3,'shortest_shot','s',NULL,NULL,NULL,'cannot tell: no shot starts here');
INSERT INTO "rhythm" VALUES(68,4,3,'spectral_exponent','',NULL,NULL,NULL,'cannot tell: fewer than 200 shots');
INSERT INTO "rhythm" VALUES(69,4,3,'lognormal_w','',NULL,NULL,NULL,'cannot tell: fewer than 20 shots');
INSERT INTO "rhythm" VALUES(70,4,3,'lognormal_p','',NULL,NULL,NULL,'cannot tell: fewer than 20 shots');
CREATE TABLE shot(
  n INTEGER PRIMARY KEY CHECK (n >= 0),
  first INTEGER NOT NULL REFERENCES frame(n),
  last INTEGER NOT NULL REFERENCES frame(n),
  kind TEXT NOT NULL CHECK (kind IN ('picture', 'black', 'solid')),
  CHECK (first <= last)
) STRICT;
INSERT INTO "shot" VALUES(0,0,11,'solid');
INSERT INTO "shot" VALUES(1,12,23,'solid');
CREATE TABLE shot_measure(
  shot INTEGER NOT NULL REFERENCES shot(n),
  measure INTEGER NOT NULL REFERENCES measure(id),
  value REAL,
  PRIMARY KEY (measure, shot)
) STRICT, WITHOUT ROWID;
INSERT INTO "shot_measure" VALUES(0,3,2.57229328155517578125e-01);
INSERT INTO "shot_measure" VALUES(1,3,3.1321430206298828125e-01);
INSERT INTO "shot_measure" VALUES(0,4,3.79632726091239103283e-01);
INSERT INTO "shot_measure" VALUES(1,4,0.569556206161179);
INSERT INTO "shot_measure" VALUES(0,5,2.92338871859118114571e+01);
INSERT INTO "shot_measure" VALUES(1,5,2.64052050216427915065e+02);
INSERT INTO "shot_measure" VALUES(0,6,0.962378889393655);
INSERT INTO "shot_measure" VALUES(1,6,-7.76573914922767838397e-01);
INSERT INTO "shot_measure" VALUES(0,8,2.96798406862745112189e-01);
INSERT INTO "shot_measure" VALUES(1,8,1.14154411764705907006e-01);
INSERT INTO "shot_measure" VALUES(0,9,0.0);
INSERT INTO "shot_measure" VALUES(1,9,0.0);
INSERT INTO "shot_measure" VALUES(0,10,2.96683517156862808228e-01);
INSERT INTO "shot_measure" VALUES(1,10,1.14085477941176460792e-01);
INSERT INTO "shot_measure" VALUES(0,11,2.96683517156862808228e-01);
INSERT INTO "shot_measure" VALUES(1,11,1.14085477941176460792e-01);
INSERT INTO "shot_measure" VALUES(0,12,0.0);
INSERT INTO "shot_measure" VALUES(1,12,1.0);
INSERT INTO "shot_measure" VALUES(0,13,0.0);
INSERT INTO "shot_measure" VALUES(1,13,0.0);
INSERT INTO "shot_measure" VALUES(0,14,0.0);
INSERT INTO "shot_measure" VALUES(1,14,0.0);
INSERT INTO "shot_measure" VALUES(0,15,0.0);
INSERT INTO "shot_measure" VALUES(1,15,0.0);
INSERT INTO "shot_measure" VALUES(0,17,NULL);
INSERT INTO "shot_measure" VALUES(1,17,NULL);
CREATE TABLE still(
  shot INTEGER PRIMARY KEY REFERENCES shot(n),
  frame INTEGER NOT NULL REFERENCES frame(n),
  width INTEGER NOT NULL CHECK (width > 0),
  height INTEGER NOT NULL CHECK (height > 0),
  jpeg BLOB NOT NULL
) STRICT;
CREATE TABLE stream(
  n INTEGER PRIMARY KEY,
  number INTEGER, -- in the file; NULL: a file beside it
  kind TEXT NOT NULL CHECK (kind IN ('picture', 'sound', 'title', 'other')),
  used INTEGER NOT NULL CHECK (used IN (0, 1)), -- measured in this reel
  codec TEXT, language TEXT, label TEXT,
  time_base_num INTEGER, time_base_den INTEGER CHECK (time_base_den > 0),
  rate INTEGER, channels INTEGER, layout TEXT -- of sound
) STRICT;
INSERT INTO "stream" VALUES(0,0,'picture',1,'ffv1',NULL,NULL,1,1000,0,0,NULL);
CREATE TABLE title(
  n INTEGER PRIMARY KEY,
  stream INTEGER NOT NULL REFERENCES stream(n) DEFERRABLE INITIALLY DEFERRED,
  first_pts INTEGER NOT NULL, last_pts INTEGER NOT NULL, -- from film time 0
  time_base_num INTEGER NOT NULL, time_base_den INTEGER NOT NULL CHECK (time_base_den > 0),
  text TEXT NOT NULL
) STRICT;
CREATE TABLE transition(
  n INTEGER PRIMARY KEY CHECK (n >= 0),
  kind TEXT NOT NULL CHECK (kind IN
    ('cut', 'jump_cut', 'dissolve', 'fade_out', 'fade_in', 'dip', 'wipe', 'push', 'slide')),
  first INTEGER NOT NULL REFERENCES frame(n),
  last INTEGER NOT NULL REFERENCES frame(n),
  confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
  detail TEXT NOT NULL,
  CHECK (first <= last)
) STRICT;
INSERT INTO "transition" VALUES(0,'cut',12,12,9.99134159120050213687e-01,'');
CREATE TABLE vector_value(
  measure INTEGER NOT NULL REFERENCES measure(id),
  n INTEGER NOT NULL CHECK (n >= 0),
  value BLOB NOT NULL,
  PRIMARY KEY (measure, n)
) STRICT, WITHOUT ROWID;
INSERT INTO "vector_value" VALUES(1,0,X'A04BB05480FF000000000000000000000000FFFF0000000000000000');
INSERT INTO "vector_value" VALUES(1,1,X'A04BB05480FF00000000000000000000000000800000000000000000');
INSERT INTO "vector_value" VALUES(1,2,X'A04BB05480FF00000000000000000000000000800000000000000000');
INSERT INTO "vector_value" VALUES(1,3,X'A04BB05480FF00000000000000000000000000800000000000000000');
INSERT INTO "vector_value" VALUES(1,4,X'A04BB05480FF00000000000000000000000000800000000000000000');
INSERT INTO "vector_value" VALUES(1,5,X'A04BB05480FF00000000000000000000000000800000000000000000');
INSERT INTO "vector_value" VALUES(1,6,X'A04BB05480FF00000000000000000000000000800000000000000000');
INSERT INTO "vector_value" VALUES(1,7,X'A04BB05480FF00000000000000000000000000800000000000000000');
INSERT INTO "vector_value" VALUES(1,8,X'A04BB05480FF00000000000000000000000000800000000000000000');
INSERT INTO "vector_value" VALUES(1,9,X'A04BB05480FF00000000000000000000000000800000000000000000');
INSERT INTO "vector_value" VALUES(1,10,X'A04BB05480FF00000000000000000000000000800000000000000000');
INSERT INTO "vector_value" VALUES(1,11,X'A04BB05480FF00000000000000000000000000800000000000000000');
INSERT INTO "vector_value" VALUES(1,12,X'101D80FF806B00000000FFFF002FFFFFFFFF0080FFFFFFFFFFFF0000');
INSERT INTO "vector_value" VALUES(1,13,X'101D80FF806B0000000000000000000000000080FFFFFFFFFFFF0000');
INSERT INTO "vector_value" VALUES(1,14,X'101D80FF806B00000000000000000000000000800000FFFFFFFF0000');
INSERT INTO "vector_value" VALUES(1,15,X'101D80FF806B00000000000000000000000000800000FFFFFFFF0000');
INSERT INTO "vector_value" VALUES(1,16,X'101D80FF806B000000000000000000000000008000000000FFFFFFFF');
INSERT INTO "vector_value" VALUES(1,17,X'101D80FF806B000000000000000000000000008000000000FFFFFFFF');
INSERT INTO "vector_value" VALUES(1,18,X'101D80FF806B000000000000000000000000008000000000FFFFFFFF');
INSERT INTO "vector_value" VALUES(1,19,X'101D80FF806B000000000000000000000000008000000000FFFFFFFF');
INSERT INTO "vector_value" VALUES(1,20,X'101D80FF806B0000000000000000000000000080000000000000FFFF');
INSERT INTO "vector_value" VALUES(1,21,X'101D80FF806B0000000000000000000000000080000000000000FFFF');
INSERT INTO "vector_value" VALUES(1,22,X'101D80FF806B0000000000000000000000000080000000000000FFFF');
INSERT INTO "vector_value" VALUES(1,23,X'101D80FF806B0000000000000000000000000080000000000000FFFF');
INSERT INTO "vector_value" VALUES(2,0,X'0C000000000000000C00000000000000635CE051003C003C0000635C000000000000003C003C0000000000000000000000000000003CE051D2D10000000000000000635C00000000003C000000000000003C003C00000000000000000000000000000000000000000000000000000000');
INSERT INTO "vector_value" VALUES(7,0,X'EB0AFF');
INSERT INTO "vector_value" VALUES(7,1,X'EB0AFF');
INSERT INTO "vector_value" VALUES(7,2,X'EB0AFF');
INSERT INTO "vector_value" VALUES(7,3,X'EB0AFF');
INSERT INTO "vector_value" VALUES(7,4,X'EB0AFF');
INSERT INTO "vector_value" VALUES(7,5,X'EB0AFF');
INSERT INTO "vector_value" VALUES(7,6,X'EB0AFF');
INSERT INTO "vector_value" VALUES(7,7,X'EB0AFF');
INSERT INTO "vector_value" VALUES(7,8,X'EB0AFF');
INSERT INTO "vector_value" VALUES(7,9,X'EB0AFF');
INSERT INTO "vector_value" VALUES(7,10,X'EB0AFF');
INSERT INTO "vector_value" VALUES(7,11,X'EB0AFF');
INSERT INTO "vector_value" VALUES(7,12,X'7007FF');
INSERT INTO "vector_value" VALUES(7,13,X'7007FF');
INSERT INTO "vector_value" VALUES(7,14,X'7007FF');
INSERT INTO "vector_value" VALUES(7,15,X'7007FF');
INSERT INTO "vector_value" VALUES(7,16,X'7007FF');
INSERT INTO "vector_value" VALUES(7,17,X'7007FF');
INSERT INTO "vector_value" VALUES(7,18,X'7007FF');
INSERT INTO "vector_value" VALUES(7,19,X'7007FF');
INSERT INTO "vector_value" VALUES(7,20,X'7007FF');
INSERT INTO "vector_value" VALUES(7,21,X'7007FF');
INSERT INTO "vector_value" VALUES(7,22,X'7007FF');
INSERT INTO "vector_value" VALUES(7,23,X'7007FF');
INSERT INTO "vector_value" VALUES(16,0,X'0000000000000000000000000000000000000000000000000000000000000000004C55FF');
INSERT INTO "vector_value" VALUES(16,1,X'0000000000000000000000000000000000000000000000000000000000000000004C55FF');
INSERT INTO "vector_value" VALUES(16,2,X'0000000000000000000000000000000000000000000000000000000000000000004C55FF');
INSERT INTO "vector_value" VALUES(16,3,X'0000000000000000000000000000000000000000000000000000000000000000004C55FF');
INSERT INTO "vector_value" VALUES(16,4,X'0000000000000000000000000000000000000000000000000000000000000000004C55FF');
INSERT INTO "vector_value" VALUES(16,5,X'0000000000000000000000000000000000000000000000000000000000000000004C55FF');
INSERT INTO "vector_value" VALUES(16,6,X'0000000000000000000000000000000000000000000000000000000000000000004C55FF');
INSERT INTO "vector_value" VALUES(16,7,X'0000000000000000000000000000000000000000000000000000000000000000004C55FF');
INSERT INTO "vector_value" VALUES(16,8,X'0000000000000000000000000000000000000000000000000000000000000000004C55FF');
INSERT INTO "vector_value" VALUES(16,9,X'0000000000000000000000000000000000000000000000000000000000000000004C55FF');
INSERT INTO "vector_value" VALUES(16,10,X'0000000000000000000000000000000000000000000000000000000000000000004C55FF');
INSERT INTO "vector_value" VALUES(16,11,X'0000000000000000000000000000000000000000000000000000000000000000004C55FF');
INSERT INTO "vector_value" VALUES(16,12,X'0000000000000000000000000000000000000000000000000000000000000000001DFF6C');
INSERT INTO "vector_value" VALUES(16,13,X'0000000000000000000000000000000000000000000000000000000000000000001DFF6C');
INSERT INTO "vector_value" VALUES(16,14,X'0000000000000000000000000000000000000000000000000000000000000000001DFF6C');
INSERT INTO "vector_value" VALUES(16,15,X'0000000000000000000000000000000000000000000000000000000000000000001DFF6C');
INSERT INTO "vector_value" VALUES(16,16,X'0000000000000000000000000000000000000000000000000000000000000000001DFF6C');
INSERT INTO "vector_value" VALUES(16,17,X'0000000000000000000000000000000000000000000000000000000000000000001DFF6C');
INSERT INTO "vector_value" VALUES(16,18,X'0000000000000000000000000000000000000000000000000000000000000000001DFF6C');
INSERT INTO "vector_value" VALUES(16,19,X'0000000000000000000000000000000000000000000000000000000000000000001DFF6C');
INSERT INTO "vector_value" VALUES(16,20,X'0000000000000000000000000000000000000000000000000000000000000000001DFF6C');
INSERT INTO "vector_value" VALUES(16,21,X'0000000000000000000000000000000000000000000000000000000000000000001DFF6C');
INSERT INTO "vector_value" VALUES(16,22,X'0000000000000000000000000000000000000000000000000000000000000000001DFF6C');
INSERT INTO "vector_value" VALUES(16,23,X'0000000000000000000000000000000000000000000000000000000000000000001DFF6C');
CREATE TABLE window_value(
  measure INTEGER NOT NULL REFERENCES measure(id),
  n INTEGER NOT NULL CHECK (n >= 0),
  value REAL,
  PRIMARY KEY (measure, n)
) STRICT, WITHOUT ROWID;
INSERT INTO "window_value" VALUES(23,0,0.0);
INSERT INTO "window_value" VALUES(23,1,0.0);
INSERT INTO "window_value" VALUES(23,2,0.0);
INSERT INTO "window_value" VALUES(23,3,0.0);
CREATE INDEX transition_first ON transition(first);
CREATE VIEW frame_time AS
SELECT f.n, (f.pts - film.first_pts) * 1.0 * time_base_num / time_base_den AS seconds
FROM frame f, film;
CREATE VIEW window AS
SELECT m.grid, w.n, m.name, w.value, g.start + w.n * 1.0 * g.step_num / g.step_den AS seconds
FROM window_value w JOIN measure m ON m.id = w.measure JOIN grid g ON g.name = m.grid;
CREATE VIEW vector AS
SELECT m.grid, v.n, m.name, v.value
FROM vector_value v JOIN measure m ON m.id = v.measure;
CREATE VIEW shot_value AS
SELECT s.shot, m.name, s.value, m.unit
FROM shot_measure s JOIN measure m ON m.id = s.measure;
CREATE VIEW film_value AS
SELECT m.name, w.value, m.unit, m.what
FROM window_value w JOIN measure m ON m.id = w.measure WHERE m.grid = 'film';
CREATE VIEW cutting AS
SELECT s.n + 1 AS number, s.n AS shot, s.kind, s.first, s.last, s.last - s.first + 1 AS frames,
  (a.pts - film.first_pts) * 1.0 * time_base_num / time_base_den AS starts,
  (coalesce(b.pts, film.end_pts) - a.pts) * 1.0 * time_base_num / time_base_den AS seconds,
  coalesce((SELECT kind FROM (SELECT kind, last FROM transition
      WHERE first <= s.first ORDER BY first DESC LIMIT 1) WHERE last >= s.first - 1),
    iif(s.first = 0, 'start of film', NULL)) AS begins,
  coalesce((SELECT kind FROM (SELECT kind, last FROM transition
      WHERE first <= s.last + 1 ORDER BY first DESC LIMIT 1) WHERE last >= s.last),
    iif(s.last = film.frames - 1, 'end of film', NULL)) AS ends
FROM shot s CROSS JOIN film JOIN frame a ON a.n = s.first LEFT JOIN frame b ON b.n = s.last + 1;
CREATE VIEW shot_list AS
SELECT number,
  printf('%d:%02d:%06.3f', starts / 3600, starts / 60 % 60, starts - 60 * CAST(starts / 60 AS INTEGER))
    AS starts,
  round(seconds, 3) AS seconds, kind, begins, ends,
  (SELECT group_concat(rgb, ' ') FROM (SELECT rgb FROM palette p WHERE p.shot = cutting.shot
    ORDER BY rank)) AS colours
FROM cutting;
CREATE VIEW changes AS
SELECT t.n + 1 AS number, t.kind, t.first, t.last,
  (a.pts - film.first_pts) * 1.0 * time_base_num / time_base_den AS starts,
  iif(t.kind IN ('cut', 'jump_cut'), 0.0,
    (coalesce(b.pts, film.end_pts) - a.pts) * 1.0 * time_base_num / time_base_den) AS seconds,
  t.confidence, t.detail
FROM transition t CROSS JOIN film JOIN frame a ON a.n = t.first LEFT JOIN frame b ON b.n = t.last + 1;
CREATE VIEW chapters AS
SELECT c.n + 1 AS number,
  c.first_pts * 1.0 * c.time_base_num / c.time_base_den
    - film.first_pts * 1.0 * film.time_base_num / film.time_base_den AS starts,
  (c.last_pts - c.first_pts) * 1.0 * c.time_base_num / c.time_base_den AS seconds, c.title
FROM chapter c, film;
CREATE VIEW spoken AS
SELECT t.n + 1 AS number, t.first_pts * 1.0 * t.time_base_num / t.time_base_den AS starts,
  (t.last_pts - t.first_pts) * 1.0 * t.time_base_num / t.time_base_den AS seconds, s.language, t.text
FROM title t JOIN stream s ON s.n = t.stream;
COMMIT;
