package dev.mangrove.scan.capture;

/// The system's reasons in words that do not change with the locale.
final class LinuxErrors {

    static final int EPERM = 1;
    static final int ENOENT = 2;
    static final int EINTR = 4;
    static final int ENAMETOOLONG = 36;
    static final int ELOOP = 40;

    private LinuxErrors() {}

    /// @param error as [LinuxCalls] returns it, below zero
    static String reason(long error) {
        return switch ((int) -error) {
            case EPERM -> "operation not permitted";
            case ENOENT -> "no such file or folder";
            case 5 -> "input/output error: the medium could not be read";
            case 6 -> "no such device or address";
            case 12 -> "the system is out of memory";
            case 13 -> "permission denied";
            case 16 -> "the device is busy";
            case 20 -> "a part of the path is not a folder";
            case 21 -> "is a folder";
            case 23, 24 -> "too many open files";
            case ENAMETOOLONG -> "the name is too long for the system";
            case ELOOP -> "is a link, or the path holds too many links";
            case 116 -> "the file is gone from the network share";
            case 117 -> "the file system is damaged here";
            default -> "system error " + -error;
        };
    }
}
