package dev.mangrove.scan.jail;

import dev.mangrove.scan.jail.JailResult.Limit;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// One run of an outside program over evidence, prepared and then [run][#run]. Used by one thread.
public final class JailedProgram {

    static final String EVIDENCE_FOLDER = "/evidence";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]{1,32}(\\.[A-Za-z0-9]{1,8})?");
    private static final String PLACE = "\0evidence/";
    private static final int OPEN_FILES_MAX = 4096;
    private static final int SIGNAL_PROCESSOR_LIMIT = 24;
    private static final int SIGNAL_STATUS = 128;
    private static final int FIRST_DESCRIPTOR = 3;
    /// A plain `sh` knows descriptors of one digit only.
    private static final int DESCRIPTORS_OF_SH = 7;
    private static final int END_SECONDS = 10;
    private static final List<String> MEMORY_WORDS =
            List.of("Cannot allocate memory", "std::bad_alloc", "out of memory", "Out of memory");

    private final Path program;
    private final List<String> arguments;
    private final JailLimits limits;
    private final Map<String, SeekableByteChannel> evidence = new LinkedHashMap<>();
    private Jail jail = Jail.ofThisProcess();
    private Consumer<String> errorLines = line -> {};
    private Runnable eachSecond = () -> {};

    private JailedProgram(Path program, List<String> arguments, JailLimits limits) {
        this.program = program;
        this.arguments = List.copyOf(arguments);
        this.limits = limits;
    }

    /// Reads what a program gives.
    public interface OutputReader {
        /// @param output ends where the program, or a limit, ends it
        void read(InputStream output) throws IOException;
    }

    /// @param program as [Programs#find] found it
    /// @param arguments in which [#evidence] stands for a piece of evidence
    public static JailedProgram of(Path program, List<String> arguments, JailLimits limits) {
        return new JailedProgram(program, arguments, limits);
    }

    /// The argument that stands for a piece of evidence.
    public static String evidence(String name) {
        return PLACE + name;
    }

    /// Gives the program a piece of evidence. Its channel is read from the start, if at all, and left open.
    ///
    /// @param name neutral, like `0` or `image.E01`: the only name that the program sees
    public JailedProgram over(String name, SeekableByteChannel content) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a name for evidence is like image.E01, not " + name);
        }
        evidence.put(name, content);
        return this;
    }

    /// Tells of each line on standard error as it comes, on another thread, cut to 4,096 bytes. All lines are
    /// told before [#run] returns.
    public JailedProgram tellingErrors(Consumer<String> listener) {
        errorLines = listener;
        return this;
    }

    /// Tells each second while the program lives and keeps within its limits, on another thread.
    public JailedProgram tellingEachSecond(Runnable listener) {
        eachSecond = listener;
        return this;
    }

    JailedProgram in(Jail otherJail) {
        jail = otherJail;
        return this;
    }

    /// Runs the program to its end, to the first limit, or until `reader` returns.
    ///
    /// @throws IOException where the evidence cannot be read, the program not be started, or `reader` throws
    public JailResult run(OutputReader reader) throws IOException {
        try (EvidenceBinding binding = new EvidenceBinding(evidence, jail.isBubblewrap())) {
            ProcessBuilder builder = new ProcessBuilder(command(binding));
            builder.environment().clear();
            builder.environment()
                    .putAll(Map.of(
                            "PATH",
                            Programs.FOLDERS,
                            "LC_ALL",
                            "C.UTF-8",
                            "TZ",
                            "UTC",
                            "HOME",
                            binding.folder().toString(),
                            "TMPDIR",
                            binding.folder().toString()));
            Process process = builder.start();
            try {
                return watch(process, reader, binding.keepsAccessTime());
            } finally {
                end(process);
            }
        }
    }

    private JailResult watch(Process process, OutputReader reader, boolean keepsAccessTime) throws IOException {
        AtomicReference<Limit> hit = new AtomicReference<>();
        process.getOutputStream().close();
        ErrorText errors = new ErrorText(process.getErrorStream(), new ErrorLines(errorLines));
        Thread clock = Thread.ofPlatform().daemon().name("jail-clock").start(() -> {
            try {
                long endNanos = System.nanoTime() + limits.wallClock().toNanos();
                long left = limits.wallClock().toNanos();
                while (!process.waitFor(Math.min(left, TimeUnit.SECONDS.toNanos(1)), TimeUnit.NANOSECONDS)) {
                    left = endNanos - System.nanoTime();
                    if (left <= 0) {
                        hit.compareAndSet(null, Limit.WALL_CLOCK);
                        end(process);
                        return;
                    }
                    eachSecond.run();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        boolean stoppedEarly;
        try (LimitedOutput output = new LimitedOutput(process.getInputStream(), limits.outputBytes(), () -> {
            hit.compareAndSet(null, Limit.OUTPUT);
            end(process);
        })) {
            reader.read(output);
            stoppedEarly = !output.hasEnded();
            if (stoppedEarly) {
                end(process);
            }
        }
        try {
            if (!process.waitFor(limits.wallClock().toMillis() + END_SECONDS * 1000L, TimeUnit.MILLISECONDS)) {
                throw new IOException("an outside program could not be ended");
            }
            errors.join(TimeUnit.SECONDS.toMillis(END_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while an outside program ran", e);
        } finally {
            clock.interrupt();
        }
        int status = process.exitValue();
        String text = errors.text();
        Optional<Limit> limit = Optional.ofNullable(hit.get()).or(() -> limitOf(status, text));
        return new JailResult(status, limit, stoppedEarly, text, keepsAccessTime);
    }

    /// With its children, which hold its pipes open otherwise.
    private static void end(Process process) {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
    }

    private static Optional<Limit> limitOf(int status, String text) {
        if (status == SIGNAL_STATUS + SIGNAL_PROCESSOR_LIMIT) {
            return Optional.of(Limit.PROCESSOR);
        }
        return status != 0 && MEMORY_WORDS.stream().anyMatch(text::contains)
                ? Optional.of(Limit.MEMORY)
                : Optional.empty();
    }

    private List<String> command(EvidenceBinding binding) throws IOException {
        List<String> command = new ArrayList<>();
        if (!jail.isBubblewrap()) {
            Programs.find("setpriv")
                    .ifPresent(setpriv -> command.addAll(List.of(setpriv.toString(), "--pdeathsig", "KILL", "--")));
        }
        Programs.find("prlimit").ifPresent(prlimit -> command.addAll(resourceLimits(prlimit)));
        if (jail.isBubblewrap()) {
            addBubblewrap(command, binding.bound());
        }
        command.add(program.toString());
        String folder = jail.isBubblewrap() ? EVIDENCE_FOLDER : binding.folder().toString();
        arguments.forEach(argument -> command.add(argument.replace(PLACE, folder + "/")));
        return command;
    }

    private List<String> resourceLimits(Path prlimit) {
        long seconds = limits.processorSeconds();
        return List.of(
                prlimit.toString(),
                "--cpu=" + seconds + ":" + (seconds + 2),
                "--as=" + limits.memoryBytes(),
                "--core=0",
                "--nofile=" + OPEN_FILES_MAX,
                "--");
    }

    /// A shell opens the worker's descriptors again, because a process cannot be given them otherwise, reads
    /// nothing through them, and becomes the bubblewrap that binds them.
    private void addBubblewrap(List<String> command, List<EvidenceBinding.Bound> bound) throws IOException {
        StringBuilder script = new StringBuilder();
        List<String> binds = new ArrayList<>();
        int descriptor = FIRST_DESCRIPTOR;
        for (EvidenceBinding.Bound piece : bound) {
            script.append("exec ").append(descriptor).append("<\"$").append("{1}\"; shift; ");
            if (jail.bindsDescriptors()) {
                binds.addAll(List.of("--ro-bind-fd", Integer.toString(descriptor)));
            } else {
                binds.addAll(List.of("--ro-bind", "/proc/self/fd/" + descriptor));
            }
            binds.add(EVIDENCE_FOLDER + "/" + piece.name());
            descriptor++;
        }
        command.addAll(List.of(shell(bound.size()), "-c", script + "exec \"$@\"", "jail"));
        bound.forEach(piece -> command.add(piece.place()));
        command.addAll(jail.bubblewrap());
        command.addAll(binds);
        command.add("--");
    }

    private static String shell(int descriptors) throws IOException {
        Path bash = Path.of("/bin/bash");
        if (Files.isExecutable(bash)) {
            return bash.toString();
        }
        if (descriptors > DESCRIPTORS_OF_SH) {
            throw new IOException(
                    "more than " + DESCRIPTORS_OF_SH + " pieces of evidence need bash (Debian package `bash`)");
        }
        return "/bin/sh";
    }
}
