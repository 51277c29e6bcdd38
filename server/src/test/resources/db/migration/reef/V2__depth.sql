ALTER TABLE reef.colonies ADD COLUMN depth_metres int;
UPDATE reef.colonies SET depth_metres = id * 2;
ALTER TABLE reef.colonies ALTER COLUMN depth_metres SET NOT NULL;
INSERT INTO reef.colonies SELECT n, 'colony ' || n, 1 FROM generate_series(51, 60) AS n;
