package dev.mangrove.scan.examine.vips;

/// The loaders that are wanted, and no others.
public enum VipsLoader {
    /// HEIC and AVIF.
    HEIF("heifload_buffer", "VipsForeignLoadHeif"),
    /// Files and bare codestreams.
    JPEG_2000("jp2kload_buffer", "VipsForeignLoadJp2k"),
    /// Containers and bare codestreams.
    JPEG_XL("jxlload_buffer", "VipsForeignLoadJxl");

    private final String operation;
    private final String baseClass;

    VipsLoader(String operation, String baseClass) {
        this.operation = operation;
        this.baseClass = baseClass;
    }

    /// The name of the operation that reads from memory.
    public String operation() {
        return operation;
    }

    String baseClass() {
        return baseClass;
    }

    /// The C function, which is there whether the loader is or not.
    String function() {
        return "vips_" + operation;
    }
}
