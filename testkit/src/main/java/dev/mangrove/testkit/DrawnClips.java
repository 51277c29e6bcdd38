package dev.mangrove.testkit;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/// Draws short clips and has ffmpeg encode them, where it is installed.
public final class DrawnClips {

    private static final int END_SECONDS = 120;
    private static final int WIDTH = 192;
    private static final int HEIGHT = 144;
    private static final int SCENE_MILLIS = 1_000;

    /// The containers and codecs of everyday files, by the ending of their names.
    public static final List<String> ENDINGS =
            List.of("mp4", "mov", "mkv", "webm", "avi", "3gp", "wmv", "flv", "mpg", "ts");

    private DrawnClips() {}

    /// Whether ffmpeg is there to encode.
    public static boolean canEncode() {
        return Files.isExecutable(Path.of("/usr/bin/ffmpeg"));
    }

    /// Draws a clip with another scene each second and encodes it by the ending of the file's name.
    ///
    /// @param more arguments before the output's name
    public static Path encode(Path file, long seed, int frames, int framesPerSecond, String... more)
            throws IOException {
        List<String> command = new ArrayList<>(List.of("/usr/bin/ffmpeg", "-v", "error", "-y", "-f", "rawvideo"));
        command.addAll(List.of("-pix_fmt", "rgb24", "-s", WIDTH + "x" + HEIGHT, "-r", "" + framesPerSecond, "-i", "-"));
        command.addAll(codec(file.toString()));
        command.addAll(List.of(more));
        command.add(file.toString());
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (OutputStream out = process.getOutputStream()) {
            for (int i = 0; i < frames; i++) {
                out.write(bytes(frame(seed, i, framesPerSecond)));
            }
        }
        end(process);
        return file;
    }

    /// Makes a video of another one without decoding it, or with, as the arguments say.
    public static Path convert(Path from, Path to, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("/usr/bin/ffmpeg", "-v", "error", "-y", "-i", from.toString()));
        command.addAll(List.of(arguments));
        command.add(to.toString());
        end(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start());
        return to;
    }

    private static void end(Process process) throws IOException {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException("ffmpeg did not encode the clip");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a clip was encoded", e);
        }
    }

    private static List<String> codec(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1);
        return switch (ending) {
            case "webm" -> List.of("-c:v", "libvpx", "-b:v", "2M", "-deadline", "realtime", "-pix_fmt", "yuv420p");
            case "avi", "3gp" -> List.of("-c:v", "mpeg4", "-q:v", "3", "-pix_fmt", "yuv420p");
            case "wmv" -> List.of("-c:v", "wmv2", "-q:v", "3", "-pix_fmt", "yuv420p");
            case "flv" -> List.of("-c:v", "flv1", "-q:v", "3", "-pix_fmt", "yuv420p");
            case "mpg" -> List.of("-c:v", "mpeg2video", "-q:v", "3", "-r", "25", "-pix_fmt", "yuv420p");
            case "gif", "webp", "png" -> List.of();
            default -> List.of("-c:v", "libx264", "-preset", "ultrafast", "-crf", "18", "-pix_fmt", "yuv420p");
        };
    }

    /// One frame: a scene of shapes for each second, in which one thing moves.
    public static BufferedImage frame(long seed, int index, int framesPerSecond) {
        int scene = (int) (1000L * index / framesPerSecond / SCENE_MILLIS);
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + scene);
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(random.nextInt(1 << 24)));
        graphics.fillRect(0, 0, WIDTH, HEIGHT);
        for (int i = 0; i < 24; i++) {
            graphics.setColor(new Color(random.nextInt(1 << 24)));
            int x = random.nextInt(WIDTH) - 20;
            int y = random.nextInt(HEIGHT) - 20;
            graphics.fillOval(x, y, 12 + random.nextInt(60), 12 + random.nextInt(60));
        }
        graphics.setColor(Color.WHITE);
        graphics.fillRect(index * 2 % WIDTH, 70, 6, 6);
        graphics.dispose();
        return image;
    }

    private static byte[] bytes(BufferedImage image) {
        byte[] bytes = new byte[WIDTH * HEIGHT * 3];
        int[] pixels = image.getRGB(0, 0, WIDTH, HEIGHT, null, 0, WIDTH);
        for (int i = 0; i < pixels.length; i++) {
            bytes[3 * i] = (byte) (pixels[i] >> 16);
            bytes[3 * i + 1] = (byte) (pixels[i] >> 8);
            bytes[3 * i + 2] = (byte) pixels[i];
        }
        return bytes;
    }
}
