-- A scan's workspace: one SQLite file that any tool opens. Statements end with a semicolon at the end of a line.
-- Names of things inside captures are raw bytes (BLOB); columns ending in _text are for people.

-- What the results depend on; a later run with other examination settings is refused.
CREATE TABLE setting (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

-- Who did what with this workspace: runs, interruptions, changed files, exports and their purposes. Append only.
CREATE TABLE journal (
  id     INTEGER PRIMARY KEY,
  at     TEXT NOT NULL,              -- ISO 8601, UTC
  event  TEXT NOT NULL,              -- scanStarted, captureMoved, captureChanged, matched, digestConflict, exported, ...
  detail TEXT NOT NULL               -- JSON object
);

CREATE TABLE capture (
  id       INTEGER PRIMARY KEY,      -- 1, 2, ... in the order given
  label    TEXT NOT NULL,
  location BLOB NOT NULL,            -- absolute path, raw bytes
  kind     TEXT NOT NULL             -- folder, file
);

-- One row for each item that has reached its final state: this table is the journal of the examination.
CREATE TABLE item (
  id               INTEGER PRIMARY KEY,
  capture_id       INTEGER NOT NULL REFERENCES capture,
  top_path         BLOB NOT NULL,    -- file within the capture, raw bytes; a capture that is a file: its own name
  sequence         INTEGER NOT NULL, -- 0: that file itself; 1..: the members of the container in the order of the walk
  parent_sequence  INTEGER,          -- NULL for sequence 0
  name             BLOB NOT NULL,    -- sequence 0: last part of top_path; else the member's name as stored
  path_text        TEXT NOT NULL,    -- disk.dd!/a.zip!/b.jpg, for people
  modified_at      TEXT,             -- ISO 8601, UTC
  state            TEXT NOT NULL CHECK (state IN ('pictureExamined', 'digestsOnly', 'notExamined')),
  reason           TEXT,             -- exactly where state = notExamined
  detail           TEXT,
  notes            TEXT NOT NULL,    -- JSON array of strings
  media_type       TEXT,
  size_bytes       INTEGER,
  md5              BLOB,
  sha1             BLOB,
  sha256           BLOB,
  width            INTEGER,
  height           INTEGER,
  duration_millis  INTEGER,          -- of a video, as the file says
  frames_sampled   INTEGER,          -- of a video or animation: how many frames were looked at
  camera_make      TEXT,
  camera_model     TEXT,
  camera_serial    TEXT,
  lens_serial      TEXT,
  software         TEXT,
  taken_at         TEXT,
  latitude         REAL,
  longitude        REAL,
  uri              TEXT,
  captured_at      TEXT,
  record_id        TEXT,
  record_type      TEXT,
  http_status      INTEGER,
  page             TEXT,
  refers_to        TEXT,
  payload_digest   TEXT,
  message_id       TEXT,             -- of the mail that it is or was part of
  UNIQUE (capture_id, top_path, sequence),
  CHECK ((state = 'notExamined') = (reason IS NOT NULL))
);

-- PDQ of an item's frames. Frame 0 is the picture itself, or the first frame of a video.
CREATE TABLE fingerprint (
  item_id   INTEGER NOT NULL REFERENCES item,
  frame     INTEGER NOT NULL,
  quality   INTEGER NOT NULL,
  hashes    BLOB NOT NULL,           -- eight hashes of 32 bytes in the order of Orientation, big-endian
  at_millis INTEGER,                 -- of a video or animation: when the frame is shown
  repeats   INTEGER NOT NULL DEFAULT 0,        -- frames behind it that were looked at and have the same hashes
  PRIMARY KEY (item_id, frame)
) WITHOUT ROWID;

-- Below: results, replaced as a whole by each matching.

CREATE TABLE hash_list (
  id              INTEGER PRIMARY KEY,
  use             TEXT NOT NULL CHECK (use IN ('list', 'knownGood')),
  name            TEXT NOT NULL,
  version         TEXT NOT NULL,
  origin          TEXT NOT NULL,
  scheme          TEXT,
  profile         TEXT NOT NULL,
  digest          TEXT NOT NULL,     -- SHA-256 of the .mgl file, hex
  entries         INTEGER NOT NULL,
  near_matchable  INTEGER NOT NULL,
  location        TEXT NOT NULL
);

CREATE TABLE match (
  item_id       INTEGER NOT NULL REFERENCES item,
  hash_list_id  INTEGER NOT NULL REFERENCES hash_list,
  entry         TEXT NOT NULL,       -- the entry's id in its list
  role          TEXT NOT NULL,       -- alert, knownGood, unreviewed
  kind          TEXT NOT NULL CHECK (kind IN ('exact', 'near')),
  digest_kind   TEXT,                -- exact: the strongest digest that agrees: sha256, sha1, md5
  distance_bits INTEGER NOT NULL,    -- exact: 0
  orientation   TEXT,                -- near: of the item that came nearest
  frame         INTEGER,             -- near: of the item that came nearest
  category      TEXT,
  series        TEXT,
  entry_at_millis INTEGER,           -- near: of the entry's frame that came nearest, where the entry is a video
  PRIMARY KEY (item_id, hash_list_id, entry, kind)
) WITHOUT ROWID;

-- Known videos that an item which is a video shares frames with: matchable frames within the distance, repeats
-- counted, in the orientation in which most of the item's frames match. Spans: JSON [[from,to],...] in milliseconds.
CREATE TABLE video_match (
  item_id       INTEGER NOT NULL REFERENCES item,
  hash_list_id  INTEGER NOT NULL REFERENCES hash_list,
  entry         TEXT NOT NULL,
  role          TEXT NOT NULL,
  orientation   TEXT NOT NULL,
  query_frames  INTEGER NOT NULL,    -- of the item
  query_matched INTEGER NOT NULL,
  entry_frames  INTEGER NOT NULL,
  entry_matched INTEGER NOT NULL,
  query_spans   TEXT NOT NULL,
  entry_spans   TEXT NOT NULL,
  category      TEXT,
  series        TEXT,
  PRIMARY KEY (item_id, hash_list_id, entry)
) WITHOUT ROWID;

-- Items that a known good list filters out: no alert match, and SHA-256, SHA-1, or MD5 with size agree.
CREATE TABLE known_good (
  item_id INTEGER PRIMARY KEY REFERENCES item
);

CREATE TABLE stack (
  id                     INTEGER PRIMARY KEY,
  name                   TEXT NOT NULL UNIQUE, -- first 12 hex digits (or more, where needed) of the representative's SHA-256
  representative_item_id INTEGER NOT NULL REFERENCES item,
  items                  INTEGER NOT NULL,
  contents               INTEGER NOT NULL      -- distinct SHA-256
);

CREATE TABLE stack_member (
  item_id       INTEGER PRIMARY KEY REFERENCES item,
  stack_id      INTEGER NOT NULL REFERENCES stack,
  relation      TEXT NOT NULL CHECK (relation IN ('representative', 'equalBytes', 'near', 'frame')),
  distance_bits INTEGER NOT NULL,
  orientation   TEXT
);
CREATE INDEX stack_member_by_stack ON stack_member (stack_id);

CREATE TABLE lead (
  rank       INTEGER PRIMARY KEY,    -- 1 is looked at first
  stack_id   INTEGER NOT NULL UNIQUE REFERENCES stack,
  tier       TEXT NOT NULL,          -- nearKnown, besideKnown, cameraOriginal, unseen, exactKnown
  shown      INTEGER NOT NULL,       -- 0: exact known, not shown by default
  reasons    TEXT NOT NULL           -- JSON array of {rule, text}
);

-- Entries that match over 100 stacks.
CREATE TABLE unspecific_entry (
  hash_list_id INTEGER NOT NULL REFERENCES hash_list,
  entry        TEXT NOT NULL,
  stacks       INTEGER NOT NULL,
  PRIMARY KEY (hash_list_id, entry)
) WITHOUT ROWID;

-- The last line of `scan --json`, as it was printed.
CREATE TABLE result (
  name  TEXT PRIMARY KEY,            -- summary
  value TEXT NOT NULL
) WITHOUT ROWID;
