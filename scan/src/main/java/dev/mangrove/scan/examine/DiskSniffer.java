package dev.mangrove.scan.examine;

import dev.mangrove.scan.item.MediaType;
import java.util.Optional;

/// Tells images of disks and volumes, and Expert Witness files.
///
/// The mark `55 AA` at the end of a sector proves nothing: it must close a table whose entries a disk can have,
/// or a boot record whose numbers a volume can have. Asked last, when no file format fits.
///
/// Sources: ECMA-107 (FAT), Microsoft exFAT specification 7, UEFI 2.10 chapter 5 (GPT), Linux
/// Documentation/filesystems/ext4, Apple TN1150 (HFS+), ECMA-119 (ISO 9660), libewf's EWF documentation.
final class DiskSniffer {

    private static final int SECTOR_BYTES = 512;
    private static final int TABLE = 446;
    private static final int ENTRY_BYTES = 16;
    private static final int ENTRIES = 4;
    private static final int GPT_PROTECTIVE = 0xEE;
    private static final int SUPERBLOCK = 1024;

    private DiskSniffer() {}

    static Optional<MediaType> sniff(Head h) {
        if (h.has(0, 'E', 'V', 'F', 9, 13, 10, 0xFF, 0)) {
            return Optional.of(h.uint16Little(9) > 1 ? MediaType.EWF_SEGMENT : MediaType.EWF);
        }
        if (h.has(0, 'E', 'V', 'F', '2', 13, 10, 0x81, 0)) {
            return Optional.of(h.uint32Little(12) > 1 ? MediaType.EWF_SEGMENT : MediaType.EWF);
        }
        boolean disk = isVolume(h) || isEncryptedVolume(h) || isPartitioned(h);
        return disk ? Optional.of(MediaType.DISK_IMAGE) : Optional.empty();
    }

    private static boolean isVolume(Head h) {
        return isFat(h)
                || (isBootSector(h) && (h.hasText(3, "EXFAT   ") || h.hasText(3, "NTFS    ")))
                || isExt(h)
                || isHfsPlus(h)
                || (h.hasText(32, "NXSB") && isPowerOfTwo(h.uint32Little(36), 4096, 65_536))
                || (h.hasText(0, "XFSB") && isPowerOfTwo(h.uint32(4), 512, 65_536))
                || (h.has(SUPERBLOCK, 0x10, 0x20, 0xF5, 0xF2) && h.uint16Little(SUPERBLOCK + 4) == 1)
                || h.hasText(32_769, "CD001");
    }

    private static boolean isEncryptedVolume(Head h) {
        return (isBootSector(h) && h.hasText(3, "-FVE-FS-"))
                || (h.has(0, 'L', 'U', 'K', 'S', 0xBA, 0xBE, 0) && (h.at(7) == 1 || h.at(7) == 2));
    }

    private static boolean isBootSector(Head h) {
        return h.has(510, 0x55, 0xAA);
    }

    private static boolean isFat(Head h) {
        boolean jump = (h.at(0) == 0xEB && h.at(2) == 0x90) || h.at(0) == 0xE9;
        int media = h.at(21);
        int fats = h.at(16);
        if (!isBootSector(h)
                || !jump
                || !isPowerOfTwo(h.uint16Little(11), 512, 4096)
                || !isPowerOfTwo(h.at(13), 1, 128)
                || h.uint16Little(14) < 1
                || fats < 1
                || fats > 2
                || (media != 0xF0 && media < 0xF8)) {
            return false;
        }
        boolean hasSectors = h.uint16Little(19) > 0 || h.uint32Little(32) > 0;
        boolean old = h.uint16Little(17) > 0 && h.uint16Little(22) > 0;
        boolean fat32 = h.uint16Little(17) == 0 && h.uint16Little(22) == 0 && h.uint32Little(36) > 0;
        return hasSectors && (old || fat32);
    }

    private static boolean isExt(Head h) {
        return h.has(SUPERBLOCK + 56, 0x53, 0xEF)
                && h.uint32Little(SUPERBLOCK) > 0
                && h.uint32Little(SUPERBLOCK + 4) > 0
                && h.uint32Little(SUPERBLOCK + 20) <= 1
                && h.uint32Little(SUPERBLOCK + 24) <= 6
                && h.uint32Little(SUPERBLOCK + 32) > 0
                && h.uint32Little(SUPERBLOCK + 40) > 0
                && h.uint32Little(SUPERBLOCK + 76) <= 1;
    }

    private static boolean isHfsPlus(Head h) {
        boolean signature = (h.hasText(SUPERBLOCK, "H+") && h.uint16(SUPERBLOCK + 2) == 4)
                || (h.hasText(SUPERBLOCK, "HX") && h.uint16(SUPERBLOCK + 2) == 5);
        return signature && isPowerOfTwo(h.uint32(SUPERBLOCK + 40), 512, 1 << 20);
    }

    /// A master boot record: at least one entry, none that contradicts itself or another. One that only guards a
    /// GPT must be followed by it.
    private static boolean isPartitioned(Head h) {
        if (!isBootSector(h) || h.length() < 2 * SECTOR_BYTES) {
            return false;
        }
        boolean gpt = h.hasText(SECTOR_BYTES, "EFI PART") || h.hasText(4096, "EFI PART");
        int used = 0;
        int active = 0;
        for (int i = 0; i < ENTRIES; i++) {
            int entry = TABLE + i * ENTRY_BYTES;
            int status = h.at(entry);
            if (status != 0 && status != 0x80) {
                return false;
            }
            active += status == 0x80 ? 1 : 0;
            if (h.at(entry + 4) == 0) {
                if (!isZero(h, entry, ENTRY_BYTES)) {
                    return false;
                }
                continue;
            }
            used++;
            if (h.at(entry + 4) == GPT_PROTECTIVE ? !gpt : !isPlausible(h, entry)) {
                return false;
            }
        }
        return used > 0 && active <= 1 && !overlap(h);
    }

    private static boolean isPlausible(Head h, int entry) {
        return h.uint32Little(entry + 8) > 0 && h.uint32Little(entry + 12) > 0;
    }

    private static boolean overlap(Head h) {
        for (int i = 0; i < ENTRIES; i++) {
            for (int j = i + 1; j < ENTRIES; j++) {
                long start = h.uint32Little(TABLE + i * ENTRY_BYTES + 8);
                long end = start + h.uint32Little(TABLE + i * ENTRY_BYTES + 12);
                long otherStart = h.uint32Little(TABLE + j * ENTRY_BYTES + 8);
                long otherEnd = otherStart + h.uint32Little(TABLE + j * ENTRY_BYTES + 12);
                if (start < otherEnd && otherStart < end) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isZero(Head h, int offset, int count) {
        for (int i = offset; i < offset + count; i++) {
            if (h.at(i) != 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPowerOfTwo(long value, long min, long max) {
        return value >= min && value <= max && Long.bitCount(value) == 1;
    }
}
