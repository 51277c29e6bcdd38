package dev.mangrove.cli;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// Whether a person watches standard error.
final class Terminal {

    private static final int STANDARD_ERROR = 2;

    private Terminal() {}

    /// Whether standard error is a terminal; false where the system cannot tell.
    static boolean isOnStandardError() {
        Linker linker = Linker.nativeLinker();
        return linker.defaultLookup()
                .find("isatty")
                .map(address -> linker.downcallHandle(
                        address, FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT)))
                .map(Terminal::ask)
                .orElse(false);
    }

    private static boolean ask(MethodHandle isatty) {
        try {
            return (int) isatty.invokeExact(STANDARD_ERROR) == 1;
        } catch (Throwable e) {
            // invokeExact declares Throwable; isatty itself raises nothing.
            throw new IllegalStateException("isatty could not be called", e);
        }
    }
}
