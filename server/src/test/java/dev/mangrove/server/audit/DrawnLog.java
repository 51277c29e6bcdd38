package dev.mangrove.server.audit;

import java.io.BufferedReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;

/// A log in memory, drawn from a seed: persons, words, erasures, and a checkpoint each now and then.
final class DrawnLog implements ReadableLog {

    final List<byte[]> entries;
    final List<Opening> openings;
    final LogSigningKey key;
    final List<Integer> checkpointSizes;
    private final Map<String, byte[]> tiles = new HashMap<>();
    private final List<String> kept = new ArrayList<>();

    /// The log of these entries, with tiles and checkpoints made anew and signed with this key.
    DrawnLog(List<byte[]> entries, List<Opening> openings, LogSigningKey key, List<Integer> checkpointSizes) {
        this.entries = List.copyOf(entries);
        this.openings = List.copyOf(openings);
        this.key = key;
        this.checkpointSizes = List.copyOf(checkpointSizes);
        TileEdge edge = new TileEdge();
        CompactRange range = new CompactRange();
        for (byte[] entry : entries) {
            TreeHash leaf = entry.length == 0 ? TreeHash.EMPTY : TreeHash.ofLeaf(entry);
            edge.append(leaf, this::store);
            range.append(leaf);
            if (checkpointSizes.contains((int) range.size())) {
                kept.add(new Checkpoint(key.publicKey().name(), range.size(), range.root())
                        .sign(key)
                        .toString());
            }
        }
        edge.flush(this::store);
    }

    private void store(Tile tile) {
        tiles.put(tile.level() + "/" + tile.index(), tile.hashes());
    }

    static DrawnLog draw(SplittableRandom random, int size, LogSigningKey key) {
        List<byte[]> entries = new ArrayList<>();
        List<Opening> openings = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        Instant now = Instant.parse("2026-11-24T08:00:00Z");
        for (int i = 0; i < size; i++) {
            now = now.plusMillis(random.nextInt(900));
            Opening opening = opening(random);
            boolean erasure = i > 10 && random.nextInt(25) == 0;
            int erased = erasure ? random.nextInt(i) : -1;
            AuditsOwnAct act = !erasure
                    ? AuditsOwnAct.ENTRIES_READ
                    : random.nextBoolean() ? AuditsOwnAct.PERSON_ERASED : AuditsOwnAct.WORDS_ERASED;
            String id = new UUID(random.nextLong(), random.nextLong()).toString();
            ids.add(id);
            entries.add(
                    text(now, id, act, erasure ? ids.get(erased) : id, opening).encode());
            openings.add(opening);
            if (erasure) {
                openings.set(erased, without(openings.get(erased), act));
            }
            if (random.nextInt(50) == 0 || i == size / 4 || i == size / 2 || i == size - 1) {
                sizes.add(i + 1);
            }
        }
        return new DrawnLog(entries, openings, key, sizes);
    }

    private static EntryText text(Instant now, String id, AuditsOwnAct act, String record, Opening opening) {
        EnumMap<EntryLine, String> values = new EnumMap<>(EntryLine.class);
        values.put(EntryLine.ID, id);
        values.put(EntryLine.AT, EntryText.time(now));
        values.put(EntryLine.SEALED, EntryText.time(now.plusMillis(700)));
        values.put(EntryLine.AGENCY, new UUID(1, 1).toString());
        values.put(EntryLine.ACT, act.code());
        values.put(EntryLine.KIND, "auditEntry");
        values.put(EntryLine.RECORD, record);
        values.put(EntryLine.OUTCOME, "done");
        opening.personCommitment().ifPresent(person -> values.put(EntryLine.PERSON, person));
        opening.wordsCommitment().ifPresent(words -> values.put(EntryLine.WORDS, words));
        return new EntryText(values);
    }

    private static Opening opening(SplittableRandom random) {
        boolean words = random.nextInt(3) > 0;
        return new Opening(
                Optional.of(salt(random)),
                Optional.of(new UUID(0, random.nextInt(8)).toString()),
                words ? Optional.of(salt(random)) : Optional.empty(),
                words ? Optional.of("because of " + random.nextInt(100)) : Optional.empty(),
                words && random.nextBoolean() ? Optional.of("Europol") : Optional.empty(),
                Optional.empty());
    }

    private static byte[] salt(SplittableRandom random) {
        byte[] salt = new byte[Opening.SALT_BYTES];
        random.nextBytes(salt);
        return salt;
    }

    private static Opening without(Opening opening, AuditsOwnAct act) {
        return act == AuditsOwnAct.PERSON_ERASED
                ? new Opening(
                        Optional.empty(),
                        Optional.empty(),
                        opening.wordsSalt(),
                        opening.reason(),
                        opening.recipient(),
                        opening.detail())
                : new Opening(
                        opening.personSalt(),
                        opening.person(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
    }

    /// The checkpoint of this log at one of its sizes.
    String checkpoint(int number) {
        return kept.get(number);
    }

    @Override
    public Optional<String> checkpoint() {
        return kept.isEmpty() ? Optional.empty() : Optional.of(kept.getLast());
    }

    @Override
    public NoteReader keptCheckpoints() {
        StringBuilder text = new StringBuilder();
        kept.forEach(note -> text.append(note).append('\n'));
        return new NoteText(new BufferedReader(new StringReader(text.toString())));
    }

    @Override
    public Optional<byte[]> tile(int level, long index, int width) {
        return Optional.ofNullable(tiles.get(level + "/" + index))
                .filter(bytes -> bytes.length == width * TreeHash.BYTES);
    }

    @Override
    public Optional<byte[]> entries(long index, int width) {
        int start = (int) index * Tile.WIDTH;
        return Optional.of(new EntryBundle(entries.subList(start, start + width), true).bytes());
    }

    @Override
    public Optional<String> openings(long index, int width) {
        int start = (int) index * Tile.WIDTH;
        StringBuilder lines = new StringBuilder();
        openings.subList(start, start + width)
                .forEach(opening -> lines.append(opening.line()).append('\n'));
        return Optional.of(lines.toString());
    }

    @Override
    public boolean hasOpenings() {
        return true;
    }

    @Override
    public List<String> strays(long size) {
        return List.of();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
