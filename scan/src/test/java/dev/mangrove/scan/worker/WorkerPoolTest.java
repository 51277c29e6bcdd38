package dev.mangrove.scan.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mangrove.hash.ContentDigester;
import dev.mangrove.hash.ContentDigests;
import dev.mangrove.scan.capture.RawPaths;
import dev.mangrove.scan.item.Examination;
import dev.mangrove.scan.item.Examination.DigestsOnly;
import dev.mangrove.scan.item.Examination.NotExamined;
import dev.mangrove.scan.item.MediaType;
import dev.mangrove.scan.item.RawName;
import dev.mangrove.scan.item.Reason;
import dev.mangrove.scan.walk.WalkLimits;
import dev.mangrove.scan.walk.WalkOutcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Workers that die, hang, eat memory and lie cost one item each, and nothing else.
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WorkerPoolTest {

    @TempDir
    Path folder;

    private volatile boolean touched;

    private WorkerPool pool(int itemSeconds) throws IOException {
        return WorkerPool.start(
                new WorkerSettings(2, itemSeconds, 64, 1_000, WalkLimits.STANDARD, folder.resolve("spool")),
                FaultyWorkerMain.class.getName(),
                () -> touched = true);
    }

    @Test
    void everyItemHasItsAnswerWhateverItsWorkerDoes() throws Exception {
        Map<String, Reason> expected = new TreeMap<>(Map.of(
                "die", Reason.WORKER_DIED,
                "crash", Reason.WORKER_DIED,
                "hang", Reason.TIMED_OUT,
                "eat memory", Reason.OUT_OF_MEMORY,
                "throw", Reason.DAMAGED,
                "recurse", Reason.DAMAGED,
                "lie", Reason.WORKER_DIED,
                "lie well", Reason.WORKER_DIED));
        List<String> sound = List.of("a", "print", "too large", "die once:" + folder.resolve("marker"));
        Map<String, CompletableFuture<Examination>> answers = new TreeMap<>();
        try (WorkerPool pool = pool(4)) {
            for (String text : sound) {
                answers.put(text, pool.examine(write(text)));
            }
            for (String text : expected.keySet()) {
                answers.put(text, pool.examine(write(text)));
            }
            for (int i = 0; i < 50; i++) {
                answers.put("sound" + i, pool.examine(write("sound" + i)));
            }
            answers.forEach((text, answer) -> {
                Examination examination = answer.join();
                assertThat(examination.digests()).as(text).contains(digests(text));
                if (expected.containsKey(text)) {
                    assertThat(examination).as(text).isInstanceOf(NotExamined.class);
                    assertThat(((NotExamined) examination).reason()).as(text).isEqualTo(expected.get(text));
                } else {
                    assertThat(examination).as(text).isInstanceOf(DigestsOnly.class);
                }
            });
            assertThat(touched).isFalse();
        }
    }

    @Test
    void whatCannotBeOpenedIsUnreadable() throws Exception {
        try (WorkerPool pool = pool(10)) {
            RawName missing = RawPaths.rawName(folder.resolve("missing"));
            for (var answer : List.of(pool.examine(missing), pool.examine(missing, 1))) {
                NotExamined not = (NotExamined) answer.join();
                assertThat(not.reason()).isEqualTo(Reason.UNREADABLE);
                assertThat(not.detail()).endsWith(": no such file or folder").doesNotContain(folder.toString());
            }
        }
    }

    @Test
    void aWorkerThatIsKilledUnderWayCostsNothing() throws Exception {
        List<CompletableFuture<Examination>> answers = new ArrayList<>();
        try (WorkerPool pool = pool(10)) {
            for (int i = 0; i < 300; i++) {
                answers.add(pool.examine(write("item" + i)));
                if (i % 100 == 50) {
                    answers.get(i - 50).join();
                    killWorkers();
                }
            }
            for (CompletableFuture<Examination> answer : answers) {
                assertThat(answer.join())
                        .as("answer %d", answers.indexOf(answer))
                        .isInstanceOf(DigestsOnly.class);
            }
        }
    }

    @Test
    void membersComeInTheOrderOfTheWalkEachOnce() throws Exception {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            lines.add(List.of("settled ", "inline ", "spool ").get(i % 3) + i);
        }
        lines.set(100, "inline die");
        lines.set(200, "spool too large");
        lines.set(300, "walker die once:" + folder.resolve("marker"));
        lines.set(400, "walker die");

        Walked walked = walk(lines, new SequenceRanges(), Map.of());

        assertThat(walked.outcome).isEqualTo(new WalkOutcome.Complete(List.of("lines:1000")));
        assertThat(walked.names).isEqualTo(lines);
        assertThat(reason(walked, 100)).isEqualTo(Reason.WORKER_DIED);
        assertThat(walked.examinations.get(100).digests()).contains(digests("die"));
        assertThat(walked.examinations.get(200)).isInstanceOf(DigestsOnly.class);
        assertThat(walked.examinations.get(200).notes()).containsExactly("seen", "walked");
        assertThat(walked.examinations.get(300)).isInstanceOf(DigestsOnly.class);
        assertThat(reason(walked, 400)).isEqualTo(Reason.WORKER_DIED);
        assertThat(walked.examinations.get(400).notes()).containsExactly(WalkRequest.POISON_NOTE);
        assertThat(walked.examinations.stream().filter(NotExamined.class::isInstance))
                .hasSize(2);
    }

    @Test
    void aResumedWalkLeavesOutWhatIsDoneAndWhatIsPoison() throws Exception {
        SequenceRanges done = new SequenceRanges();
        done.addRange(1, 2);
        NotExamined poison = new NotExamined(
                java.util.Optional.empty(), java.util.Optional.empty(), Reason.TIMED_OUT, "as before", List.of());

        Walked walked = walk(
                List.of("settled 1", "walker die", "inline 3", "walker die", "settled 5"), done, Map.of(4L, poison));

        assertThat(walked.names).containsExactly("inline 3", "walker die", "settled 5");
        assertThat(walked.examinations.get(1)).isEqualTo(poison);
    }

    @Test
    void aContainerWhoseStructureEndsWorkersEndsThere() throws Exception {
        Walked walked = walk(List.of("settled 1", "structure hang", "settled 3"), new SequenceRanges(), Map.of());

        assertThat(walked.names).containsExactly("settled 1");
        assertThat(((WalkOutcome.Incomplete) walked.outcome).reason()).isEqualTo(Reason.TIMED_OUT);
    }

    @Test
    void aWorkerCannotNameAFileThatIsNotTheWalks() throws Exception {
        Walked walked = walk(List.of("settled 1", "steal", "settled 3"), new SequenceRanges(), Map.of());

        assertThat(walked.names).containsExactly("settled 1", "steal", "settled 3");
        assertThat(reason(walked, 1)).isEqualTo(Reason.WORKER_DIED);
        assertThat(((NotExamined) walked.examinations.get(1)).detail()).contains("not the walk's");
    }

    @Test
    void closingUnderWayCancelsWhatWaitsAndLeavesNothingBehind() throws Exception {
        List<CompletableFuture<?>> answers = new ArrayList<>();
        WorkerPool pool = pool(60);
        for (int i = 0; i < 50; i++) {
            answers.add(pool.examine(write("hang:" + i)));
        }
        answers.add(pool.walk(request(List.of("spool hang", "spool b")), (member, examination) -> {}));
        TimeUnit.MILLISECONDS.sleep(1500);

        pool.close();

        for (CompletableFuture<?> answer : answers) {
            assertThatThrownBy(answer::join).isInstanceOf(CancellationException.class);
        }
        assertThat(folder.resolve("spool")).isEmptyDirectory();
        assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive))
                .isEmpty();
    }

    @Test
    void aHeapThatNoMachineHasIsExplained() throws Exception {
        try (WorkerPool pool = WorkerPool.start(
                new WorkerSettings(1, 10, 1 << 20, 1_000, WalkLimits.STANDARD, folder.resolve("spool")),
                "no.such.Program",
                () -> {})) {
            CompletableFuture<Examination> answer = pool.examine(write("a"));

            assertThatThrownBy(answer::join)
                    .hasCauseInstanceOf(WorkerException.class)
                    .hasMessageContaining("no worker process with a heap of 1048576 MB could be started")
                    .hasMessageContaining("smaller worker heap");
        }
    }

    private record Walked(WalkOutcome outcome, List<String> names, List<Examination> examinations) {}

    private Walked walk(List<String> lines, SequenceRanges done, Map<Long, NotExamined> poison) throws Exception {
        List<String> names = new ArrayList<>();
        List<Examination> examinations = new ArrayList<>();
        try (WorkerPool pool = pool(4)) {
            WalkRequest request = new WalkRequest(container(lines), MediaType.ZIP, done, poison);
            WalkOutcome outcome = pool.walk(request, (member, examination) -> {
                        names.add(member.name().display());
                        examinations.add(examination);
                    })
                    .join();
            assertThat(folder.resolve("spool")).isDirectoryNotContaining("glob:**/walk-*");
            return new Walked(outcome, names, examinations);
        }
    }

    private WalkRequest request(List<String> lines) throws IOException {
        return new WalkRequest(container(lines), MediaType.ZIP, new SequenceRanges(), Map.of());
    }

    private RawName container(List<String> lines) throws IOException {
        return RawPaths.rawName(Files.writeString(folder.resolve("container"), String.join("\n", lines)));
    }

    private static Reason reason(Walked walked, int index) {
        return ((NotExamined) walked.examinations.get(index)).reason();
    }

    private RawName write(String text) throws IOException {
        return RawPaths.rawName(
                Files.writeString(folder.resolve("item-" + Integer.toHexString(text.hashCode())), text));
    }

    private static ContentDigests digests(String text) {
        ContentDigester digester = new ContentDigester();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digester.update(bytes, 0, bytes.length);
        return digester.finish();
    }

    private static void killWorkers() {
        ProcessHandle.current()
                .children()
                .filter(child -> child.info().arguments().stream()
                        .flatMap(java.util.Arrays::stream)
                        .anyMatch(FaultyWorkerMain.class.getName()::equals))
                .forEach(ProcessHandle::destroyForcibly);
    }
}
