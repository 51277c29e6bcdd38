package dev.mangrove.scan.walk;

import dev.mangrove.hash.ContentDigester;
import dev.mangrove.hash.ContentDigests;
import dev.mangrove.scan.disk.DiskException;
import dev.mangrove.scan.disk.ExpertWitness;
import dev.mangrove.scan.disk.ExpertWitness.StoredDigests;
import dev.mangrove.scan.item.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Compares the bytes of an acquired disk with the digests that were stored when it was acquired.
final class StoredDigestCheck {

    private static final int READ_BYTES = 256 << 10;

    private StoredDigestCheck() {}

    static void run(ExpertWitness image, Remarks remarks) throws IOException {
        StoredDigests stored = image.storedDigests();
        if (stored.md5().isEmpty() && stored.sha1().isEmpty()) {
            remarks.note("noStoredHash");
            return;
        }
        try {
            ContentDigests digests = digests(image);
            boolean agrees = stored.md5().map(digests.md5().toHex()::equals).orElse(true)
                    && stored.sha1().map(digests.sha1().toHex()::equals).orElse(true);
            if (agrees) {
                remarks.note("storedHashAgrees");
            } else {
                remarks.note("storedHashDiffers");
                remarks.incomplete(
                        Reason.DAMAGED, "the bytes of the disk differ from the digest stored when it was acquired");
            }
        } catch (DiskException e) {
            remarks.note("storedHashUnchecked");
            remarks.incomplete(e.reason(), e.detail());
        }
    }

    private static ContentDigests digests(ExpertWitness image) throws IOException {
        ContentDigester digester = new ContentDigester();
        ByteBuffer buffer = ByteBuffer.allocate(READ_BYTES);
        image.position(0);
        while (image.read(buffer) >= 0) {
            digester.update(buffer.array(), 0, buffer.position());
            buffer.clear();
        }
        return digester.finish();
    }
}
