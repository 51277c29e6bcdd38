CREATE TABLE reef.currents (id int PRIMARY KEY, colony int NOT NULL REFERENCES reef.colonies (id));
INSERT INTO reef.currents SELECT id, id FROM reef.colonies WHERE depth_metres > 20;
DELETE FROM reef.colonies WHERE name = 'colony 1';
