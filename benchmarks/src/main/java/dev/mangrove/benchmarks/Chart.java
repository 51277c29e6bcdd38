package dev.mangrove.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/// A chart as SVG: both axes logarithmic, one line a series, its growth named at its end. It follows the reader's
/// choice of light or dark.
record Chart(Labels labels, List<Point> points) {

    private static final int WIDTH = 760;
    private static final int HEIGHT = 460;
    private static final int LEFT = 90;
    private static final int RIGHT = 56;
    private static final int TOP = 104;
    private static final int BOTTOM = 64;

    /// Told apart without colour too: the second line is dashed.
    private static final String STYLE = """
            <style>
            .back { fill: #ffffff } .text { fill: #1b1f24; font: 14px sans-serif } .title { font-size: 18px }
            .grid { stroke: #d5d9de } .axis { stroke: #57606a } .line { fill: none; stroke-width: 2.5 }
            .s0 { stroke: #0b63b5 } .s1 { stroke: #b3490b; stroke-dasharray: 7 5 } .s2 { stroke: #1a7a43 }
            .p0 { fill: #0b63b5 } .p1 { fill: #b3490b } .p2 { fill: #1a7a43 }
            @media (prefers-color-scheme: dark) {
              .back { fill: #0d1117 } .text { fill: #e6edf3 } .grid { stroke: #30363d } .axis { stroke: #8b949e }
              .s0 { stroke: #6cb6ff } .s1 { stroke: #f0a36b } .s2 { stroke: #6bc48f }
              .p0 { fill: #6cb6ff } .p1 { fill: #f0a36b } .p2 { fill: #6bc48f }
            }
            </style>
            """;

    record Labels(String title, String across) {}

    /// @param seconds what it took
    record Point(String series, double size, double seconds) {}

    static void write(Path csv, List<Point> points) throws IOException {
        Files.write(
                csv,
                points.stream()
                        .map(point -> String.format(
                                Locale.ROOT, "%s,%.0f,%.4g", point.series(), point.size(), point.seconds()))
                        .toList());
    }

    static List<Point> read(Path csv) throws IOException {
        return Files.readAllLines(csv).stream()
                .map(line -> line.split(","))
                .map(cells -> new Point(cells[0], Double.parseDouble(cells[1]), Double.parseDouble(cells[2])))
                .toList();
    }

    static Map<String, List<Point>> bySeries(List<Point> points) {
        return points.stream().collect(Collectors.groupingBy(Point::series, LinkedHashMap::new, Collectors.toList()));
    }

    /// The slope of the straight line that fits best where both axes are logarithmic: 1 means that twice the size takes
    /// twice the time.
    static double exponent(List<Point> line) {
        double meanX =
                line.stream().mapToDouble(p -> Math.log(p.size())).average().orElse(0);
        double meanY =
                line.stream().mapToDouble(p -> Math.log(p.seconds())).average().orElse(0);
        double along = 0;
        double square = 0;
        for (Point point : line) {
            double x = Math.log(point.size()) - meanX;
            along += x * (Math.log(point.seconds()) - meanY);
            square += x * x;
        }
        return square == 0 ? 0 : along / square;
    }

    String svg() {
        StringBuilder out = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\">%n<title>%s</title>%n%s",
                WIDTH,
                HEIGHT,
                labels.title(),
                STYLE));
        out.append("<rect class=\"back\" width=\"100%\" height=\"100%\"/>\n");
        text(out, LEFT, 30, "start", "text title", labels.title());
        grid(out);
        int number = 0;
        for (Map.Entry<String, List<Point>> series : bySeries(points).entrySet()) {
            series(out, number++, series.getKey(), series.getValue());
        }
        text(out, LEFT + (WIDTH - LEFT - RIGHT) / 2, HEIGHT - 14, "middle", "text", labels.across());
        return out.append("</svg>\n").toString();
    }

    private void grid(StringBuilder out) {
        for (int power = low(true); power <= high(true); power++) {
            double x = x(Math.pow(10, power));
            line(out, "grid", x, TOP, x, HEIGHT - BOTTOM);
            text(
                    out,
                    x,
                    HEIGHT - BOTTOM + 22,
                    "middle",
                    "text",
                    String.format(Locale.ROOT, "%,.0f", Math.pow(10, power)));
        }
        for (int power = low(false); power <= high(false); power++) {
            double y = y(Math.pow(10, power));
            line(out, "grid", LEFT, y, WIDTH - RIGHT, y);
            text(out, LEFT - 10, y + 5, "end", "text", time(power));
        }
        line(out, "axis", LEFT, HEIGHT - BOTTOM, WIDTH - RIGHT, HEIGHT - BOTTOM);
        line(out, "axis", LEFT, TOP, LEFT, HEIGHT - BOTTOM);
    }

    private void series(StringBuilder out, int number, String name, List<Point> line) {
        String path = line.stream()
                .map(point -> String.format(Locale.ROOT, "%.1f,%.1f", x(point.size()), y(point.seconds())))
                .collect(Collectors.joining(" "));
        out.append(String.format("<polyline class=\"line s%d\" points=\"%s\"/>%n", number, path));
        for (Point point : line) {
            out.append(String.format(
                    Locale.ROOT,
                    "<circle class=\"p%d\" cx=\"%.1f\" cy=\"%.1f\" r=\"4.5\"><title>%,.0f: %s</title></circle>%n",
                    number,
                    x(point.size()),
                    y(point.seconds()),
                    point.size(),
                    Report.time(point.seconds() * 1e9)));
        }
        // The key stands over the grid, so that no line crosses its words.
        int y = 58 + number * 22;
        out.append(String.format(
                "<polyline class=\"line s%d\" points=\"%d,%d %d,%d\"/>%n", number, LEFT, y, LEFT + 34, y));
        text(out, LEFT + 42, y + 5, "start", "text", name + ": " + growth(line));
    }

    /// The growth in words, of all points and of the last two.
    static String growth(List<Point> line) {
        double last = exponent(line.subList(Math.max(0, line.size() - 2), line.size()));
        return String.format(
                Locale.ROOT, "time grows as N to the power %.2f (last two points: %.2f)", exponent(line), last);
    }

    private static String time(int power) {
        double seconds = Math.pow(10, power);
        String[] units = {"ns", "\u00b5s", "ms", "s"};
        int unit = Math.clamp(Math.floorDiv(power + 9, 3), 0, 3);
        return String.format(Locale.ROOT, "%,.0f %s", seconds * Math.pow(10, 9 - 3 * unit), units[unit]);
    }

    private int low(boolean across) {
        return (int) Math.floor(log(across).min().orElse(0) + 1e-9);
    }

    private int high(boolean across) {
        return Math.max(low(across) + 1, (int) Math.ceil(log(across).max().orElse(1) - 1e-9));
    }

    private DoubleStream log(boolean across) {
        return points.stream().mapToDouble(point -> Math.log10(across ? point.size() : point.seconds()));
    }

    private double x(double size) {
        double share = (Math.log10(size) - low(true)) / (high(true) - low(true));
        return LEFT + share * (WIDTH - LEFT - RIGHT);
    }

    private double y(double seconds) {
        double share = (Math.log10(seconds) - low(false)) / (high(false) - low(false));
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM);
    }

    private static void line(StringBuilder out, String style, double x1, double y1, double x2, double y2) {
        out.append(String.format(
                Locale.ROOT,
                "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>%n",
                style,
                x1,
                y1,
                x2,
                y2));
    }

    private static void text(StringBuilder out, double x, double y, String anchor, String style, String words) {
        out.append(String.format(
                Locale.ROOT,
                "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n",
                style,
                x,
                y,
                anchor,
                words));
    }
}
