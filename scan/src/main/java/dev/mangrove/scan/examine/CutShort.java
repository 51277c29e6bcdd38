package dev.mangrove.scan.examine;

import java.io.EOFException;
import java.io.IOException;

/// Whether a file of boxes (ISO/IEC 14496-12) or a JPEG 2000 codestream ends before it says it does.
final class CutShort {

    private static final int BOXES_MAX = 10_000;
    private static final int BOX_HEAD_BYTES = 8;

    private CutShort() {}

    static boolean is(Content content) {
        try {
            byte[] start = content.bytes(0, 2);
            if (start[0] == (byte) 0xFF) {
                byte[] end = content.bytes(content.size() - 2, 2);
                boolean jpeg2000 = start[1] == 0x4F;
                return jpeg2000 && !(end[0] == (byte) 0xFF && end[1] == (byte) 0xD9);
            }
            ContentReader reader = new ContentReader(content, 0);
            long position = 0;
            for (int i = 0; i < BOXES_MAX && position < content.size(); i++) {
                reader.seek(position);
                long length = reader.uint32();
                reader.uint32();
                if (length == 1) {
                    length = reader.uint32() << 32 | reader.uint32();
                } else if (length == 0) {
                    return false;
                }
                if (length < BOX_HEAD_BYTES) {
                    return false;
                }
                if (length > content.size() - position) {
                    return true;
                }
                position += length;
            }
            return false;
        } catch (EOFException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
