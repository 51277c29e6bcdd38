package dev.mangrove.scan.walk;

import dev.mangrove.scan.disk.DiskException;
import dev.mangrove.scan.disk.Volume;
import dev.mangrove.scan.item.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Tells volumes that no program here can open from their first sectors, so that the reason has a name.
///
/// Sources: Microsoft, BitLocker volume signature; LUKS on-disk format 1.2.3 and 2; Apple, APFS reference; Linux
/// file system headers.
final class VolumeHead {

    private static final int HEAD_BYTES = 4096;
    private static final int BITLOCKER_TO_GO = 0x1A8;
    private static final String BITLOCKER_ID =
            "\u003B\u00D6\u0067\u0049\u0029\u002E\u00D8\u004A\u0083\u0099\u00F6\u00A3\u0039\u00E3\u00D0\u0001";

    private VolumeHead() {}

    /// @throws DiskException where the volume is encrypted, of a kind that cannot be read, or not there
    static void check(SeekableByteChannel disk, Volume volume) throws IOException {
        if (volume.lengthBytes() <= 0) {
            throw new DiskException(Reason.TRUNCATED, "the volume lies beyond the end of the image");
        }
        String head = read(disk, volume);
        Optional<String> encrypted = encryption(head);
        if (encrypted.isPresent()) {
            throw new DiskException(Reason.ENCRYPTED, "the volume is encrypted with " + encrypted.get());
        }
        Optional<String> unsupported = unsupported(head);
        if (unsupported.isPresent()) {
            throw new DiskException(
                    Reason.UNSUPPORTED, "a volume of " + unsupported.get() + ", which this version cannot read");
        }
    }

    private static Optional<String> encryption(String head) {
        if (head.startsWith("-FVE-FS-", 3) || head.startsWith(BITLOCKER_ID, BITLOCKER_TO_GO)) {
            return Optional.of("BitLocker");
        }
        if (head.startsWith("LUKS\u00BA\u00BE\0")) {
            return Optional.of("LUKS");
        }
        return head.startsWith("CS", 88) && head.startsWith("\u0001\0", 8)
                ? Optional.of("FileVault (Core Storage)")
                : Optional.empty();
    }

    private static Optional<String> unsupported(String head) {
        if (head.startsWith("NXSB", 32)) {
            return Optional.of("APFS");
        }
        if (head.startsWith("XFSB")) {
            return Optional.of("XFS");
        }
        if (head.startsWith("\u0010\u0020\u00F5\u00F2", 1024)) {
            return Optional.of("F2FS");
        }
        if (head.startsWith("LABELONE", 512)) {
            return Optional.of("LVM");
        }
        return head.startsWith("SWAPSPACE2", 4086) ? Optional.of("swapped memory") : Optional.empty();
    }

    private static String read(SeekableByteChannel disk, Volume volume) throws IOException {
        ByteBuffer head = ByteBuffer.allocate((int) Math.min(HEAD_BYTES, volume.lengthBytes()));
        disk.position(volume.startBytes());
        while (head.hasRemaining() && disk.read(head) >= 0) {
            // A channel may give less than was asked for.
        }
        return new String(head.array(), 0, head.position(), StandardCharsets.ISO_8859_1);
    }
}
