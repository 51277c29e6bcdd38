-- A domain whose upgrade is interrupted at every point.
CREATE SCHEMA reef;
CREATE TABLE reef.colonies (id int PRIMARY KEY, name text NOT NULL);
INSERT INTO reef.colonies SELECT n, 'colony ' || n FROM generate_series(1, 50) AS n;
CREATE INDEX ON reef.colonies (name);
