package dev.mangrove.scan.examine.vips;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;

/// The C functions, by shape. The interfaces are public because a proxy asks for that.
///
/// What libvips builds on (GLib) is found through the same handle: a look-up goes through what a library
/// depends on.
final class VipsCalls {

    /// Ends a list of optional arguments.
    static final MemorySegment NULL = MemorySegment.NULL;

    final IntOfInt version;
    final IntOfPointer init;
    final VoidOfInt concurrencySet;
    final VoidOfInt cacheSetMax;
    final VoidOfPointerInt operationBlockSet;
    final LongOfTwoPointers typeFind;
    final PointerOfNothing errorBuffer;
    final VoidOfNothing errorClear;
    final VoidOfNothing threadShutdown;
    final IntOfPointer width;
    final IntOfPointer height;
    final IntOfPointer bands;
    final IntOfPointer format;
    final IntOfPointer interpretation;
    final LongOfTwoPointers typeOf;
    final GetInt getInt;
    final GetBlob getBlob;
    final PointerOfPointer regionNew;
    final RegionFetch regionFetch;
    final PointerOfLong allocate;
    final VoidOfPointer free;
    final VoidOfPointer unref;

    private final SymbolLookup library;

    public interface IntOfInt {
        int call(int value);
    }

    public interface IntOfPointer {
        int call(MemorySegment pointer);
    }

    public interface VoidOfInt {
        void call(int value);
    }

    public interface VoidOfNothing {
        void call();
    }

    public interface VoidOfPointer {
        void call(MemorySegment pointer);
    }

    public interface VoidOfPointerInt {
        void call(MemorySegment pointer, int value);
    }

    public interface PointerOfNothing {
        MemorySegment call();
    }

    public interface PointerOfPointer {
        MemorySegment call(MemorySegment pointer);
    }

    public interface PointerOfLong {
        MemorySegment call(long bytes);
    }

    public interface LongOfTwoPointers {
        long call(MemorySegment first, MemorySegment second);
    }

    public interface GetInt {
        int call(MemorySegment image, MemorySegment name, MemorySegment value);
    }

    public interface GetBlob {
        int call(MemorySegment image, MemorySegment name, MemorySegment data, MemorySegment bytes);
    }

    public interface RegionFetch {
        MemorySegment call(MemorySegment region, int left, int top, int width, int height, MemorySegment bytes);
    }

    /// A loader with one optional argument.
    public interface Load {
        int call(
                MemorySegment content,
                long bytes,
                MemorySegment image,
                MemorySegment name,
                int value,
                MemorySegment end);
    }

    /// A loader with two optional arguments.
    public interface LoadPage {
        int call(
                MemorySegment content,
                long bytes,
                MemorySegment image,
                MemorySegment name,
                int value,
                MemorySegment pageName,
                int page,
                MemorySegment end);
    }

    /// @throws java.util.NoSuchElementException where the library lacks a function
    VipsCalls(SymbolLookup library) {
        this.library = library;
        FunctionDescriptor intOfPointer = FunctionDescriptor.of(JAVA_INT, ADDRESS);
        version = bind(IntOfInt.class, "vips_version", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
        init = bind(IntOfPointer.class, "vips_init", intOfPointer);
        concurrencySet = bind(VoidOfInt.class, "vips_concurrency_set", FunctionDescriptor.ofVoid(JAVA_INT));
        cacheSetMax = bind(VoidOfInt.class, "vips_cache_set_max", FunctionDescriptor.ofVoid(JAVA_INT));
        operationBlockSet =
                bind(VoidOfPointerInt.class, "vips_operation_block_set", FunctionDescriptor.ofVoid(ADDRESS, JAVA_INT));
        FunctionDescriptor longOfTwo = FunctionDescriptor.of(JAVA_LONG, ADDRESS, ADDRESS);
        typeFind = bind(LongOfTwoPointers.class, "vips_type_find", longOfTwo);
        errorBuffer = bind(PointerOfNothing.class, "vips_error_buffer", FunctionDescriptor.of(ADDRESS));
        errorClear = bind(VoidOfNothing.class, "vips_error_clear", FunctionDescriptor.ofVoid());
        threadShutdown = bind(VoidOfNothing.class, "vips_thread_shutdown", FunctionDescriptor.ofVoid());
        width = bind(IntOfPointer.class, "vips_image_get_width", intOfPointer);
        height = bind(IntOfPointer.class, "vips_image_get_height", intOfPointer);
        bands = bind(IntOfPointer.class, "vips_image_get_bands", intOfPointer);
        format = bind(IntOfPointer.class, "vips_image_get_format", intOfPointer);
        interpretation = bind(IntOfPointer.class, "vips_image_get_interpretation", intOfPointer);
        typeOf = bind(LongOfTwoPointers.class, "vips_image_get_typeof", longOfTwo);
        getInt = bind(GetInt.class, "vips_image_get_int", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS));
        getBlob = bind(
                GetBlob.class,
                "vips_image_get_blob",
                FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS));
        regionNew = bind(PointerOfPointer.class, "vips_region_new", FunctionDescriptor.of(ADDRESS, ADDRESS));
        regionFetch = bind(
                RegionFetch.class,
                "vips_region_fetch",
                FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS));
        allocate = bind(PointerOfLong.class, "g_try_malloc", FunctionDescriptor.of(ADDRESS, JAVA_LONG));
        free = bind(VoidOfPointer.class, "g_free", FunctionDescriptor.ofVoid(ADDRESS));
        unref = bind(VoidOfPointer.class, "g_object_unref", FunctionDescriptor.ofVoid(ADDRESS));
    }

    Load load(VipsLoader loader) {
        return bind(
                Load.class,
                loader.function(),
                FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS, JAVA_INT, ADDRESS),
                Linker.Option.firstVariadicArg(3));
    }

    LoadPage loadPage(VipsLoader loader) {
        return bind(
                LoadPage.class,
                loader.function(),
                FunctionDescriptor.of(
                        JAVA_INT, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS),
                Linker.Option.firstVariadicArg(3));
    }

    private <T> T bind(Class<T> shape, String name, FunctionDescriptor descriptor, Linker.Option... options) {
        MethodHandle handle = Linker.nativeLinker().downcallHandle(library.findOrThrow(name), descriptor, options);
        return MethodHandleProxies.asInterfaceInstance(shape, handle);
    }
}
