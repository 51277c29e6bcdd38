package dev.mangrove.testkit;

import dev.mangrove.testkit.PlantedContainer.Fate;
import dev.mangrove.testkit.PlantedContainer.Planted;
import dev.mangrove.testkit.PlantedContainers.Picture;
import dev.mangrove.testkit.PlantedContainers.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// TARs with planted pictures. What lies before the damage is certain; a damaged header may hide
/// what follows it.
final class PlantedTars {

    private static final int BLOCK_BYTES = 512;
    private static final int GZIP_HEADER_BYTES = 10;

    private PlantedTars() {}

    private static byte[] tar(List<Picture> pictures, List<Place> places) {
        return Archives.build(out -> {
            TarWriter tar = new TarWriter(out);
            for (Picture picture : pictures) {
                long at = tar.position();
                tar.file(picture.name(), picture.file());
                long data = at + BLOCK_BYTES;
                places.add(new Place(picture, at, data, data + picture.file().length));
            }
            tar.finish();
        });
    }

    static PlantedContainer cut(List<Picture> pictures, SplittableRandom random) {
        List<Place> places = new ArrayList<>();
        byte[] bytes = tar(pictures, places);
        int until = bytes.length / 4 + random.nextInt(bytes.length / 2);
        List<Planted> planted = PlantedContainers.cutAt(places, until);
        return new PlantedContainer("TAR cut off", ".tar", Arrays.copyOf(bytes, until), planted);
    }

    static PlantedContainer headerDamaged(List<Picture> pictures, SplittableRandom random) {
        List<Place> places = new ArrayList<>();
        byte[] bytes = tar(pictures, places);
        int damaged = places.size() - 1 - random.nextInt(Math.max(1, places.size() / 2));
        Place place = places.get(damaged);
        PlantedContainers.damage(bytes, place.headerAt() + 100, place.headerAt() + 160, random);
        List<Planted> planted = beforeOnly(places, place.headerAt());
        return new PlantedContainer("TAR with a damaged header", ".tar", bytes, planted);
    }

    static PlantedContainer gzipCut(List<Picture> pictures, SplittableRandom random) {
        List<Place> places = new ArrayList<>();
        byte[] bytes = Archives.gzip(tar(pictures, places));
        int until = bytes.length / 4 + random.nextInt(bytes.length / 2);
        byte[] kept = Arrays.copyOf(bytes, until);
        List<Planted> planted = beforeOnly(places, inflatable(kept));
        return new PlantedContainer("TAR in a gzip cut off", ".tar.gz", kept, planted);
    }

    static PlantedContainer gzipDamaged(List<Picture> pictures, SplittableRandom random) {
        List<Place> places = new ArrayList<>();
        byte[] bytes = Archives.gzip(tar(pictures, places));
        int from = bytes.length / 4 + random.nextInt(bytes.length / 2);
        int to = Math.min(bytes.length - 8, from + 24);
        long sound = inflatable(Arrays.copyOf(bytes, from));
        PlantedContainers.damage(bytes, from, to, random);
        List<Planted> planted = beforeOnly(places, sound);
        return new PlantedContainer("TAR in a damaged gzip", ".tar.gz", bytes, planted);
    }

    /// Members that end before an offset are certain, others are not.
    private static List<Planted> beforeOnly(List<Place> places, long until) {
        return places.stream()
                .map(place -> place.picture().with(place.endsAt() <= until ? Fate.RECOVERABLE : Fate.UNCERTAIN))
                .toList();
    }

    /// How many bytes the beginning of a gzip file unpacks to.
    private static long inflatable(byte[] gzip) {
        Inflater inflater = new Inflater(true);
        inflater.setInput(gzip, GZIP_HEADER_BYTES, gzip.length - GZIP_HEADER_BYTES);
        byte[] buffer = new byte[8_192];
        try {
            while (inflater.inflate(buffer) > 0) {
                // Only the count matters.
            }
            return inflater.getBytesWritten();
        } catch (DataFormatException e) {
            throw new IllegalStateException("the beginning of a sound gzip file is not sound", e);
        } finally {
            inflater.end();
        }
    }
}
