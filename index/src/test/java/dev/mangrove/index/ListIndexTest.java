package dev.mangrove.index;

import dev.mangrove.hash.PdqHash;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/// Near matching through a list file, large enough to have tables.
class ListIndexTest extends HammingIndexContract {

    @TempDir
    Path folder;

    private final List<HashList> opened = new ArrayList<>();

    @Override
    int manyHashes() {
        return 100_000;
    }

    @Override
    HammingIndex index(List<PdqHash> hashes) throws IOException {
        Path file = folder.resolve(opened.size() + ".mgl");
        try (HashListBuilder builder = HashListBuilder.create(file, Lists.DESCRIPTION)) {
            for (PdqHash hash : hashes) {
                builder.add(Drawn.entryOf("", Optional.of(hash), OptionalInt.empty()));
            }
            builder.finish(List.of());
        }
        HashList list = HashList.open(file);
        opened.add(list);
        return new HammingIndex() {
            @Override
            public long size() {
                return list.near().size();
            }

            @Override
            public void matchesWithin(List<PdqHash> queries, int radiusBits, BatchSink sink) {
                list.near()
                        .matchesWithin(
                                queries,
                                radiusBits,
                                (query, place, distance) -> sink.match(query, list.nearEntry(place), distance));
            }
        };
    }

    @AfterEach
    void close() {
        opened.forEach(HashList::close);
    }
}
