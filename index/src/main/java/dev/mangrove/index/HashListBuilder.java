package dev.mangrove.index;

import dev.mangrove.hash.HashProfile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongToIntFunction;

/// Builds one `.mgl` file in memory that does not grow with the list, by sorting on disk. The file
/// appears under its name only when it is whole. The same entries in the same order give the same
/// bytes. Not safe for use by several threads.
public final class HashListBuilder implements AutoCloseable {

    /// @param version of the list; left empty, it is derived from the content
    public record Description(
            String name, Optional<String> version, String origin, Optional<String> scheme, HashProfile profile) {}

    private final BuildFolder folder;
    private final ListDraft draft;
    private final Map<Refusal, Long> refusals = new EnumMap<>(Refusal.class);
    private boolean finished;

    private HashListBuilder(BuildFolder folder, ListDraft draft) {
        this.folder = folder;
        this.draft = draft;
    }

    /// Begins a list.
    ///
    /// @param output where the list will lie; temporary files lie beside it until then, in a hidden folder
    public static HashListBuilder create(Path output, Description description) throws IOException {
        return create(output, description, SubstringCut::substringsFor);
    }

    /// @param substringsFor into how many pieces to cut the hashes of a list that has so many
    static HashListBuilder create(Path output, Description description, LongToIntFunction substringsFor)
            throws IOException {
        BuildFolder folder = BuildFolder.create(output);
        boolean created = false;
        try {
            HashListBuilder builder = new HashListBuilder(folder, new ListDraft(folder, description, substringsFor));
            created = true;
            return builder;
        } finally {
            if (!created) {
                folder.close();
            }
        }
    }

    /// Adds an entry; an empty id means that the source has none. A hash that would match what has nothing to do
    /// with the entry is left out. A PDQ hash of low quality is kept, but takes no part in near matching.
    ///
    /// @return what was left out; with [Refusal#NOTHING_TO_MATCH], the entry as a whole
    /// @throws IllegalArgumentException where the entry has two digests of one kind, a quality outside 0..100, a
    ///     negative size, or a text of over a million bytes
    public Set<Refusal> add(HashListEntry entry) throws IOException {
        if (finished) {
            throw new IllegalStateException("this list is finished; begin another to add entries");
        }
        Accepted accepted = Accepted.of(entry);
        if (accepted.hasSomethingToMatch()) {
            addToDraft(accepted);
        }
        accepted.refused().forEach(refusal -> refusals.merge(refusal, 1L, Long::sum));
        return accepted.refused();
    }

    /// How many entries lost something, by what it was.
    public Map<Refusal, Long> refusals() {
        return Map.copyOf(refusals);
    }

    /// Writes the list and puts it in its place.
    public HashListHeader finish(List<HashListHeader.Source> sources) throws IOException {
        if (finished) {
            throw new IllegalStateException("this list is finished already");
        }
        finished = true;
        try {
            HashListHeader header = draft.finish(sources);
            folder.publish();
            return header;
        } catch (IOException e) {
            throw folder.notWritten(e);
        }
    }

    private void addToDraft(Accepted accepted) throws IOException {
        try {
            draft.add(accepted);
        } catch (IOException e) {
            throw folder.notWritten(e);
        }
    }

    /// Removes temporary files; without [#finish] nothing is left behind.
    @Override
    public void close() throws IOException {
        try (folder) {
            draft.close();
        }
    }
}
