package dev.mangrove.scan.examine.vips;

import static java.lang.foreign.ValueLayout.ADDRESS;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalInt;

/// The libvips of this system, initialised once for this process: one thread for each picture, no cache of
/// operations, and nothing that reads or writes files but the three loaders. Safe for use by several threads.
public final class VipsLibrary {

    private static final List<String> NAMES = List.of("libvips.so.42", "libvips.42.dylib", "libvips-42.dll");
    /// The first with `vips_operation_block_set`.
    private static final int MAJOR_MIN = 8;
    private static final int MINOR_MIN = 13;

    private final VipsCalls calls;
    private final String version;
    private final Map<VipsLoader, VipsCalls.Load> loads = new EnumMap<>(VipsLoader.class);
    private final Map<VipsLoader, VipsCalls.LoadPage> pageLoads = new EnumMap<>(VipsLoader.class);

    private static final class Found {
        static final Optional<VipsLibrary> LIBRARY = look();
    }

    /// The library, or empty where this system has none that is recent enough.
    public static Optional<VipsLibrary> find() {
        return Found.LIBRARY;
    }

    private static Optional<VipsLibrary> look() {
        for (String name : NAMES) {
            try {
                VipsCalls calls = new VipsCalls(SymbolLookup.libraryLookup(name, Arena.global()));
                int major = calls.version.call(0);
                int minor = calls.version.call(1);
                boolean recent = major > MAJOR_MIN || major == MAJOR_MIN && minor >= MINOR_MIN;
                if (recent && initialise(calls)) {
                    DataLimit.set();
                    return Optional.of(new VipsLibrary(calls, major + "." + minor + "." + calls.version.call(2)));
                }
            } catch (IllegalArgumentException | NoSuchElementException absent) {
                // Not by this name, or of another age.
            }
        }
        return Optional.empty();
    }

    private static boolean initialise(VipsCalls calls) {
        try (Arena arena = Arena.ofConfined()) {
            // Kept by the library for its messages.
            if (calls.init.call(Arena.global().allocateFrom("mangrove")) != 0) {
                return false;
            }
            calls.concurrencySet.call(1);
            calls.cacheSetMax.call(0);
            calls.operationBlockSet.call(arena.allocateFrom("VipsForeign"), 1);
            for (VipsLoader loader : VipsLoader.values()) {
                calls.operationBlockSet.call(arena.allocateFrom(loader.baseClass()), 0);
            }
            return true;
        }
    }

    private VipsLibrary(VipsCalls calls, String version) {
        this.calls = calls;
        this.version = version;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment operations = arena.allocateFrom("VipsOperation");
            for (VipsLoader loader : VipsLoader.values()) {
                if (calls.typeFind.call(operations, arena.allocateFrom(loader.operation())) != 0) {
                    loads.put(loader, calls.load(loader));
                    pageLoads.put(loader, calls.loadPage(loader));
                }
            }
        }
    }

    /// For example `8.14.1`.
    public String version() {
        return version;
    }

    /// Whether this build of the library has the loader.
    public boolean has(VipsLoader loader) {
        return loads.containsKey(loader);
    }

    VipsCalls calls() {
        return calls;
    }

    /// Opens a picture and reads its header; pixels are decoded when rows are asked for.
    ///
    /// @param content stays open until the picture is closed
    /// @param page the number of a top-level picture, or empty for the primary one
    public VipsPicture open(VipsLoader loader, VipsMemory content, OptionalInt page) throws VipsException {
        VipsCalls.Load load = loads.get(loader);
        VipsCalls.LoadPage loadPage = pageLoads.get(loader);
        if (load == null || loadPage == null) {
            throw new VipsException(true);
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment image = arena.allocate(ADDRESS);
            MemorySegment access = arena.allocateFrom("access");
            // Sequential: any other way lets the library keep a decoded copy, on disk for a large one.
            int sequential = 1;
            int failed = page.isEmpty()
                    ? load.call(content.start(), content.size(), image, access, sequential, VipsCalls.NULL)
                    : loadPage.call(
                            content.start(),
                            content.size(),
                            image,
                            access,
                            sequential,
                            arena.allocateFrom("page"),
                            page.getAsInt(),
                            VipsCalls.NULL);
            if (failed != 0) {
                throw refusal();
            }
            return new VipsPicture(this, image.get(ADDRESS, 0));
        }
    }

    /// Memory for a file's bytes, outside of the Java heap.
    ///
    /// @throws OutOfMemoryError where the system has none
    public VipsMemory allocate(long bytes) {
        MemorySegment start = calls.allocate.call(Math.max(1, bytes));
        if (start.address() == 0) {
            throw new OutOfMemoryError("no " + bytes + " bytes of native memory");
        }
        return new VipsMemory(calls, start.reinterpret(Math.max(1, bytes)), bytes);
    }

    /// What the library said is looked at for one thing, and forgotten.
    VipsException refusal() {
        MemorySegment said = calls.errorBuffer.call();
        boolean codecMissing = false;
        if (said.address() != 0) {
            String text = said.reinterpret(Integer.MAX_VALUE).getString(0).toLowerCase(Locale.ROOT);
            codecMissing = text.contains("unsupported codec") || text.contains("no decoding plugin");
        }
        calls.errorClear.call();
        return new VipsException(codecMissing);
    }

    /// Gives back what the library holds for the calling thread.
    public void releaseThread() {
        calls.errorClear.call();
        calls.threadShutdown.call();
    }
}
