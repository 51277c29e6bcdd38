package dev.mangrove.scan.walk;

import dev.mangrove.scan.disk.DiskException;
import dev.mangrove.scan.item.Reason;
import java.io.EOFException;
import java.io.IOException;
import org.apache.commons.compress.MemoryLimitException;
import org.apache.commons.compress.PasswordRequiredException;
import org.tukaani.xz.UnsupportedOptionsException;

/// Tells from a library's exception why some bytes could not be read. Messages of libraries are not
/// passed on: they may hold content.
final class Reasons {

    private static final int CAUSES_MAX = 16;

    private Reasons() {}

    static MemberException of(Throwable failure, long bytesBefore) {
        Throwable cause = failure;
        for (int i = 0; cause != null && i < CAUSES_MAX; i++) {
            if (cause instanceof MemberException known) {
                return known;
            }
            if (cause instanceof DiskException disk) {
                return new MemberException(disk.reason(), disk.detail());
            }
            Reason reason = reasonOf(cause);
            if (reason != Reason.DAMAGED) {
                return new MemberException(reason, sentence(reason, bytesBefore));
            }
            cause = cause.getCause();
        }
        return new MemberException(Reason.DAMAGED, sentence(Reason.DAMAGED, bytesBefore));
    }

    private static Reason reasonOf(Throwable cause) {
        return switch (cause) {
            case EOFException e -> Reason.TRUNCATED;
            case PasswordRequiredException e -> Reason.ENCRYPTED;
            case MemoryLimitException e -> Reason.LIMIT_REACHED;
            case org.tukaani.xz.MemoryLimitException e -> Reason.LIMIT_REACHED;
            case UnsupportedOptionsException e -> Reason.UNSUPPORTED;
            case com.github.junrar.exception.UnsupportedDictionarySizeException e -> Reason.LIMIT_REACHED;
            case com.github.junrar.exception.UnsupportedRarEncryptedException e -> Reason.ENCRYPTED;
            case com.github.junrar.exception.WrongPasswordException e -> Reason.ENCRYPTED;
            case com.github.junrar.exception.InitDeciphererFailedException e -> Reason.ENCRYPTED;
            case com.github.junrar.exception.UnsupportedRarMethodException e -> Reason.UNSUPPORTED;
            case com.github.junrar.exception.UnsupportedRarVersionException e -> Reason.UNSUPPORTED;
            case com.github.junrar.exception.MissingNextVolumeException e -> Reason.TRUNCATED;
            case com.github.junrar.exception.MissingPreviousVolumeException e -> Reason.TRUNCATED;
            case OutOfMemoryError e -> Reason.OUT_OF_MEMORY;
            case IllegalArgumentException e
            when says(e, "dictionary size", "Dictionary larger") -> Reason.LIMIT_REACHED;
            case IOException e when says(e, "Truncated", "Unexpected end") -> Reason.TRUNCATED;
            case IOException e
            when says(e, "Unsupported compression method", "Multi input/output stream coders") -> Reason.UNSUPPORTED;
            default -> Reason.DAMAGED;
        };
    }

    private static boolean says(Throwable e, String one, String other) {
        String message = String.valueOf(e.getMessage());
        return message.contains(one) || message.contains(other);
    }

    private static String sentence(Reason reason, long bytesBefore) {
        return switch (reason) {
            case ENCRYPTED -> "a password is needed";
            case LIMIT_REACHED -> "unpacking needs more memory than a worker may use";
            case OUT_OF_MEMORY -> "unpacking ran out of memory after " + bytesBefore + " bytes";
            case UNSUPPORTED -> "packed with a method that this version cannot unpack";
            case TRUNCATED -> "the packed data ends early, after " + bytesBefore + " unpacked bytes";
            default -> "the packed data is invalid after " + bytesBefore + " unpacked bytes";
        };
    }
}
