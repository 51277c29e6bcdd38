package dev.mangrove.server.audit;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// The files of an exported log in memory, to be tampered with thousands of times.
final class MemoryFiles implements LogFiles {

    final TreeMap<String, byte[]> files = new TreeMap<>();

    MemoryFiles copy() {
        MemoryFiles copy = new MemoryFiles();
        copy.files.putAll(files);
        return copy;
    }

    String any(SplittableRandom random) {
        return List.copyOf(files.keySet()).get(random.nextInt(files.size()));
    }

    byte[] get(String name) {
        return Optional.ofNullable(files.get(name)).orElseThrow().clone();
    }

    @Override
    public Optional<byte[]> read(String name, int bytesMax) {
        return Optional.ofNullable(files.get(name));
    }

    @Override
    public InputStream open(String name) {
        return new ByteArrayInputStream(files.getOrDefault(name, new byte[0]));
    }

    @Override
    public OutputStream create(String name) {
        return new ByteArrayOutputStream() {
            @Override
            public void close() {
                files.put(name, toByteArray());
            }
        };
    }

    @Override
    public List<String> names(String folder) {
        return files.keySet().stream()
                .filter(name -> name.startsWith(folder + "/"))
                .toList();
    }
}
