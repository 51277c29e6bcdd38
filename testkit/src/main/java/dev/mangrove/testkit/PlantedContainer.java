package dev.mangrove.testkit;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// A damaged container, and what its format's rules say of each picture that was planted in it.
public final class PlantedContainer {

    /// What a careful reader can still make of a member.
    public enum Fate {
        /// All of its bytes can be read.
        RECOVERABLE,
        /// Its name can be told, its bytes cannot.
        LISTED,
        /// Nothing may be left of it; a reader that finds it nevertheless does no harm.
        UNCERTAIN
    }

    /// A picture in the container.
    ///
    /// @param name the member's name; the URI in a WARC; in a nested archive, the name there
    /// @param file its bytes before the damage
    @SuppressWarnings("ArrayRecordComponent")
    public record Planted(String name, byte[] file, Fate fate) {

        /// Of its bytes before the damage, lower-case hex.
        public String sha256() {
            return Digests.sha256(file);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Planted that
                    && name.equals(that.name)
                    && fate == that.fate
                    && Arrays.equals(file, that.file);
        }

        @Override
        public int hashCode() {
            return Objects.hash(name, Arrays.hashCode(file), fate);
        }
    }

    private final String kind;
    private final String suffix;
    private final byte[] bytes;
    private final List<Planted> pictures;

    PlantedContainer(String kind, String suffix, byte[] bytes, List<Planted> pictures) {
        this.kind = kind;
        this.suffix = suffix;
        this.bytes = bytes;
        this.pictures = List.copyOf(pictures);
    }

    /// What was done, for people.
    public String kind() {
        return kind;
    }

    /// The usual ending of such a file's name, e.g. `.tar.gz`.
    public String suffix() {
        return suffix;
    }

    /// A copy of the file.
    public byte[] bytes() {
        return bytes.clone();
    }

    public List<Planted> pictures() {
        return pictures;
    }

    @Override
    public String toString() {
        return kind + " (" + bytes.length + " bytes, " + pictures.size() + " pictures)";
    }
}
