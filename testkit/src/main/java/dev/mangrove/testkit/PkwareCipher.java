package dev.mangrove.testkit;

/// The traditional encryption of ZIP (APPNOTE 6.1): weak, and still what most encrypted ZIPs use.
final class PkwareCipher {

    private static final int[] CRC_TABLE = crcTable();
    private static final int HEADER_BYTES = 12;

    private int key0 = 0x12345678;
    private int key1 = 0x23456789;
    private int key2 = 0x34567890;

    private PkwareCipher(byte[] password) {
        for (byte b : password) {
            update(b);
        }
    }

    /// The twelve bytes of header, the last of which lets a reader check the password, and the content.
    static byte[] encrypt(byte[] password, byte[] content, int check) {
        PkwareCipher cipher = new PkwareCipher(password);
        byte[] out = new byte[HEADER_BYTES + content.length];
        for (int i = 0; i < out.length; i++) {
            byte plain;
            if (i < HEADER_BYTES - 1) {
                plain = (byte) (i * 37);
            } else if (i == HEADER_BYTES - 1) {
                plain = (byte) check;
            } else {
                plain = content[i - HEADER_BYTES];
            }
            out[i] = (byte) (plain ^ cipher.mask());
            cipher.update(plain);
        }
        return out;
    }

    private int mask() {
        int low = (key2 | 2) & 0xffff;
        return (low * (low ^ 1)) >>> 8;
    }

    private void update(byte plain) {
        key0 = crc(key0, plain);
        key1 = (key1 + (key0 & 0xff)) * 134_775_813 + 1;
        key2 = crc(key2, key1 >>> 24);
    }

    private static int crc(int crc, int b) {
        return crc >>> 8 ^ CRC_TABLE[(crc ^ b) & 0xff];
    }

    private static int[] crcTable() {
        int[] table = new int[256];
        for (int i = 0; i < 256; i++) {
            int crc = i;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 1 ? crc >>> 1 ^ 0xedb88320 : crc >>> 1;
            }
            table[i] = crc;
        }
        return table;
    }
}
