package dev.mangrove.index;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The bytes of a whole list, wherever they lie: today a mapped file. A list that is kept encrypted
/// would be decrypted into memory and come in through this door.
///
/// @param name for messages
/// @param arena closed with the list
record ListBytes(String name, MemorySegment bytes, Arena arena) {

    @SuppressWarnings("MustBeClosedChecker") // HashList closes the arena.
    static ListBytes map(Path file) throws IOException {
        if (Files.notExists(file)) {
            throw new NoSuchFileException(
                    file.toString(),
                    null,
                    "there is no such list; build it with: mangrove list build SOURCE... --output " + file);
        }
        if (!Files.isRegularFile(file)) {
            throw new UnsupportedHashListException(
                    file + " is not a file; give a list that mangrove list build has written");
        }
        Arena arena = Arena.ofShared();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return new ListBytes(file.toString(), channel.map(MapMode.READ_ONLY, 0, channel.size(), arena), arena);
        } catch (IOException e) {
            arena.close();
            throw e;
        }
    }
}
