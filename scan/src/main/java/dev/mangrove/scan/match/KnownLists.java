package dev.mangrove.scan.match;

import dev.mangrove.hash.HashProfile;
import dev.mangrove.index.CheckedIndex;
import dev.mangrove.index.HammingIndex;
import dev.mangrove.index.HashList;
import dev.mangrove.index.HashListHeader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// The lists of one matching, opened together and closed together.
final class KnownLists implements AutoCloseable {

    private static final int BUFFER_BYTES = 1 << 18;

    private final List<KnownList> lists = new ArrayList<>();

    private final SearchCheck check;

    private KnownLists(SearchCheck check) {
        this.check = check;
    }

    /// Opens all lists.
    ///
    /// @param profile of the workspace's PDQ hashes
    /// @throws KnownListException where a file is missing, given twice, or not comparable
    static KnownLists open(List<Path> files, List<Path> knownGood, HashProfile profile, SearchCheck check)
            throws IOException {
        KnownLists opened = new KnownLists(check);
        boolean whole = false;
        try {
            Map<String, Path> seen = new HashMap<>();
            for (Path file : files) {
                opened.add(file, KnownList.Use.LIST, profile, seen);
            }
            for (Path file : knownGood) {
                opened.add(file, KnownList.Use.KNOWN_GOOD, profile, seen);
            }
            whole = true;
            return opened;
        } finally {
            if (!whole) {
                opened.close();
            }
        }
    }

    private void add(Path file, KnownList.Use use, HashProfile profile, Map<String, Path> seen) throws IOException {
        requireFile(file);
        HashList list = HashList.open(file);
        boolean kept = false;
        try {
            requireComparable(file, list.header(), use, profile);
            String digest = sha256(file);
            Path before = seen.putIfAbsent(digest, file);
            if (before != null) {
                throw new KnownListException("the list " + file + " is given twice"
                        + (before.equals(file) ? "" : ": " + before + " has the same content") + "; leave one out");
            }
            lists.add(new KnownList(lists.size() + 1, use, file, digest, list, near(list)));
            kept = true;
        } finally {
            if (!kept) {
                list.close();
            }
        }
    }

    private HammingIndex near(HashList list) {
        return switch (check) {
            case NONE -> list.near();
            case BRUTE_FORCE -> new CheckedIndex("the list " + list.header().name(), list.near(), list::nearHash);
        };
    }

    private static void requireFile(Path file) {
        if (!Files.exists(file)) {
            throw new KnownListException(
                    "there is no list " + file + "; give an .mgl file, or build one with: mangrove list build",
                    new NoSuchFileException(file.toString()));
        }
        if (!Files.isRegularFile(file)) {
            throw new KnownListException(
                    file + " is not a file, and a list is one .mgl file; build it with: mangrove" + " list build");
        }
    }

    private static void requireComparable(Path file, HashListHeader header, KnownList.Use use, HashProfile profile) {
        if (use == KnownList.Use.LIST && header.nearMatchable() > 0 && header.profile() != profile) {
            throw new KnownListException("the list " + file + " holds PDQ hashes of the profile "
                    + header.profile().label() + ", the scan's are of the profile " + profile.label()
                    + ", and the two must not be compared; give a list of the profile " + profile.label()
                    + ", or one without PDQ hashes for exact matching");
        }
    }

    private static String sha256(Path file) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    List<KnownList> all() {
        return lists;
    }

    @Override
    public void close() {
        lists.forEach(known -> known.list().close());
    }
}
