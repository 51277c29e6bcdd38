package dev.mangrove.server.audit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/// What somebody could do to an exported log. Each kind leaves a log that is not what was recorded.
enum Tampering {
    BIT_FLIPPED,
    FILE_DELETED,
    FILES_SWAPPED,
    FILE_CUT,
    FILE_ADDED,
    ENTRY_REPLACED,
    ENTRY_REMOVED,
    ENTRY_INSERTED,
    ENTRIES_SWAPPED,
    OPENING_REPLACED,
    OPENING_EMPTIED,
    TILES_MADE_ANEW,
    REWRITTEN_WITH_ANOTHER_KEY,
    CUT_WITH_ANOTHER_KEY,
    REWRITTEN_WITH_THE_KEY,
    BACKDATED_WITH_THE_KEY,
    CUT_TO_A_KEPT_CHECKPOINT,
    CUT_WITH_THE_KEY;

    /// Those that leave a log that is sound by itself: only a checkpoint from elsewhere tells them.
    boolean isSoundByItself() {
        return ordinal() >= REWRITTEN_WITH_THE_KEY.ordinal();
    }

    /// Does it to a copy of the log.
    ///
    /// @param log what was recorded
    /// @param earlierSize how many entries the checkpoint from elsewhere vouches for
    /// @param folder where the export lies, and where the altered one takes its place
    void apply(SplittableRandom random, DrawnLog log, int earlierSize, MemoryFiles folder) throws IOException {
        int size = log.entries.size();
        List<byte[]> entries = new ArrayList<>(log.entries);
        List<Opening> openings = new ArrayList<>(log.openings);
        int victim = random.nextInt(isSoundByItself() ? earlierSize : size);
        switch (this) {
            case BIT_FLIPPED -> {
                String file = folder.any(random);
                byte[] bytes = folder.get(file);
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                folder.files.put(file, bytes);
            }
            case FILE_DELETED -> folder.files.remove(folder.any(random));
            case FILES_SWAPPED -> {
                String one = folder.any(random);
                String other = folder.any(random);
                while (Arrays.equals(folder.get(one), folder.get(other))) {
                    other = folder.any(random);
                }
                byte[] bytes = folder.get(one);
                folder.files.put(one, folder.get(other));
                folder.files.put(other, bytes);
            }
            case FILE_CUT -> {
                String file = folder.any(random);
                byte[] bytes = folder.get(file);
                // The last byte of the kept checkpoints only parts them from what may follow.
                folder.files.put(file, Arrays.copyOf(bytes, random.nextInt(bytes.length - 1)));
            }
            case FILE_ADDED -> {
                String file = TilePath.entries(random.nextInt(9), 1 + random.nextInt(256));
                folder.files.put(folder.files.containsKey(file) ? "tile/notes" : file, new byte[random.nextInt(9)]);
            }
            case ENTRY_REPLACED ->
                writeBundle(folder, log, victim, bundle -> bundle.set(victim % 256, other(log, victim, random)));
            case ENTRY_REMOVED -> writeBundle(folder, log, victim, bundle -> bundle.remove(victim % 256));
            case ENTRY_INSERTED ->
                writeBundle(folder, log, victim, bundle -> bundle.add(victim % 256, other(log, victim, random)));
            case ENTRIES_SWAPPED -> {
                int other = victim % 256 == 0 ? victim + 1 : victim - 1;
                if (other >= size) {
                    Tampering.ENTRY_REMOVED.apply(random, log, earlierSize, folder);
                } else {
                    writeBundle(folder, log, victim, bundle -> Collections.swap(bundle, victim % 256, other % 256));
                }
            }
            case OPENING_REPLACED -> {
                openings.set(victim, otherOpening(openings.get(victim), random));
                replace(folder, new DrawnLog(entries, openings, log.key, log.checkpointSizes));
            }
            case OPENING_EMPTIED -> {
                int from = victim;
                while (openings.get(from).hasNoPerson()) {
                    from = (from + 1) % size;
                }
                openings.set(from, Opening.NONE);
                replace(folder, new DrawnLog(entries, openings, log.key, log.checkpointSizes));
            }
            case TILES_MADE_ANEW -> {
                byte[] checkpoint = folder.get(FolderLog.CHECKPOINT);
                byte[] kept = folder.get(FolderLog.KEPT);
                entries.set(victim, other(log, victim, random));
                replace(folder, new DrawnLog(entries, openings, log.key, log.checkpointSizes));
                folder.files.put(FolderLog.CHECKPOINT, checkpoint);
                folder.files.put(FolderLog.KEPT, kept);
            }
            case REWRITTEN_WITH_ANOTHER_KEY -> {
                entries.set(victim, other(log, victim, random));
                replace(folder, new DrawnLog(entries, openings, anotherKey(log), log.checkpointSizes));
            }
            case CUT_WITH_ANOTHER_KEY -> replace(folder, cut(log, 1 + victim, anotherKey(log)));
            case REWRITTEN_WITH_THE_KEY -> {
                entries.set(victim, other(log, victim, random));
                replace(folder, new DrawnLog(entries, openings, log.key, log.checkpointSizes));
            }
            case BACKDATED_WITH_THE_KEY -> {
                EntryText text = EntryText.parse(entries.get(victim)).orElseThrow();
                Map<EntryLine, String> values = new EnumMap<>(text.values());
                values.put(EntryLine.AT, "2026-11-23T08:00:00.000000Z");
                entries.set(victim, new EntryText(values).encode());
                replace(folder, new DrawnLog(entries, openings, log.key, log.checkpointSizes));
            }
            case CUT_TO_A_KEPT_CHECKPOINT -> {
                List<Integer> sizes = log.checkpointSizes.stream()
                        .filter(kept -> kept < earlierSize)
                        .toList();
                replace(folder, cut(log, sizes.get(random.nextInt(sizes.size())), log.key));
            }
            case CUT_WITH_THE_KEY -> replace(folder, cut(log, Math.max(1, victim), log.key));
        }
    }

    private static DrawnLog cut(DrawnLog log, int size, LogSigningKey key) {
        List<Integer> sizes = new ArrayList<>(
                log.checkpointSizes.stream().filter(kept -> kept < size).toList());
        sizes.add(size);
        return new DrawnLog(log.entries.subList(0, size), log.openings.subList(0, size), key, sizes);
    }

    private static LogSigningKey anotherKey(DrawnLog log) {
        return LogSigningKey.generate(log.key.publicKey().name());
    }

    private static byte[] other(DrawnLog log, int victim, SplittableRandom random) {
        EntryText text = EntryText.parse(log.entries.get(victim)).orElseThrow();
        Map<EntryLine, String> values = new EnumMap<>(text.values());
        values.put(random.nextBoolean() ? EntryLine.CASE : EntryLine.REQUEST, Long.toString(random.nextLong()));
        return new EntryText(values).encode();
    }

    private static Opening otherOpening(Opening opening, SplittableRandom random) {
        return new Opening(
                opening.personSalt().or(() -> Optional.of(new byte[32])),
                Optional.of("someone " + random.nextInt(100)),
                opening.wordsSalt(),
                opening.reason(),
                opening.recipient(),
                opening.detail());
    }

    private static void writeBundle(MemoryFiles folder, DrawnLog log, int victim, Consumer<List<byte[]>> change)
            throws IOException {
        long index = victim / 256;
        int width = Tile.width(log.entries.size(), 0, index);
        String file = TilePath.entries(index, width);
        List<byte[]> bundle =
                new ArrayList<>(EntryBundle.parse(folder.get(file)).entries());
        change.accept(bundle);
        folder.files.put(file, new EntryBundle(bundle, true).bytes());
    }

    private static void replace(MemoryFiles folder, DrawnLog log) throws IOException {
        folder.files.clear();
        AuditExport.write(log, folder, true);
    }
}
