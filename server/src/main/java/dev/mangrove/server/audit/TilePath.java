package dev.mangrove.server.audit;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where tiles and bundles of entries lie, as tlog-tiles names them: tile 1,234,067 of level 0 is
/// `tile/0/x001/x234/067`, and `.p/5` follows when it has only five hashes.
final class TilePath {

    private static final Pattern PATH = Pattern.compile(
            "(?:tile/(?<level>[0-7]|entries)|mangrove/openings)/(?<number>(?:x[0-9]{3}/){0,5}[0-9]{3})(?:\\.p/(?<width>[0-9]{1,3}))?");

    private TilePath() {}

    /// A place that a path names.
    record Place(int level, long index, int width) {

        /// Whether a tree of this size has a tile, or bundle, of this width here.
        boolean belongsTo(long size) {
            return width > 0 && Tile.width(size, level, index) == width;
        }
    }

    /// The place that this path names, when it is written as we write it.
    static Optional<Place> parse(String path) {
        Matcher parts = PATH.matcher(path);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String level = parts.group("level");
        String width = parts.group("width");
        Place place = new Place(
                level == null || level.equals("entries") ? 0 : Integer.parseInt(level),
                Long.parseLong(parts.group("number").replace("x", "").replace("/", "")),
                width == null ? Tile.WIDTH : Integer.parseInt(width));
        String written = path.substring(0, parts.start("number")) + suffix(place.index(), place.width());
        return path.equals(written) ? Optional.of(place) : Optional.empty();
    }

    static String tile(int level, long index, int width) {
        return "tile/" + level + "/" + suffix(index, width);
    }

    static String entries(long index, int width) {
        return "tile/entries/" + suffix(index, width);
    }

    /// The openings of a bundle lie beside the standard's own files, under our name.
    static String openings(long index, int width) {
        return "mangrove/openings/" + suffix(index, width);
    }

    private static String suffix(long index, int width) {
        StringBuilder path = new StringBuilder(String.format(Locale.ROOT, "%03d", index % 1000));
        for (long rest = index / 1000; rest > 0; rest /= 1000) {
            path.insert(0, String.format(Locale.ROOT, "x%03d/", rest % 1000));
        }
        return width == Tile.WIDTH ? path.toString() : path + ".p/" + width;
    }
}
