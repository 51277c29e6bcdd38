package dev.mangrove.scan.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.scan.item.MediaType;
import dev.mangrove.scan.item.RawName;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A ZIP of very many members costs no memory for each: 100,000 here, or as many as
/// `-Dmangrove.walk.members=` says (1,000,000 in the longer form).
class ManyMembersWalkTest {

    private static final int MEMBERS = Integer.getInteger("mangrove.walk.members", 100_000);
    private static final long HEAP_GROWTH_BYTES_MAX = 16 << 20;

    @TempDir
    private Path folder;

    private static final class Counter implements WalkListener {
        private long count;

        @Override
        public boolean isDone(long sequence) {
            return false;
        }

        @Override
        public boolean isPoison(long sequence) {
            return false;
        }

        @Override
        public void found(FoundMember member) {
            count++;
        }

        @Override
        public void progress(long sequence, long bytes) {}
    }

    @Test
    void memoryDoesNotGrowWithTheNumberOfMembers() throws IOException {
        Path file = folder.resolve("many.zip");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setLevel(1);
            for (int i = 0; i < MEMBERS; i++) {
                zip.putNextEntry(new ZipEntry("DCIM/" + i + ".txt"));
                zip.write(i);
                zip.closeEntry();
            }
        }
        Path spool = Files.createDirectory(folder.resolve("spool"));
        Counter counter = new Counter();
        long before = usedBytes();
        long most = before;
        WalkOutcome outcome;
        try (FileChannel channel = FileChannel.open(file)) {
            outcome = ContainerWalker.walk(
                    channel, RawName.ofText("many.zip"), MediaType.ZIP, WalkLimits.STANDARD, spool, counter);
            most = Math.max(most, usedBytes());
        }
        assertThat(outcome).isInstanceOf(WalkOutcome.Complete.class);
        assertThat(counter.count).isEqualTo(MEMBERS);
        assertThat(most - before).isLessThan(HEAP_GROWTH_BYTES_MAX);
    }

    private static long usedBytes() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
