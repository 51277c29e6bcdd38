package dev.mangrove.testkit;

import dev.mangrove.testkit.PlantedContainer.Fate;
import dev.mangrove.testkit.PlantedContainer.Planted;
import dev.mangrove.testkit.PlantedContainers.Picture;
import dev.mangrove.testkit.PlantedContainers.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// WARCs with planted pictures. A reader finds the next record by its first line, or the next gzip
/// member by its magic, so damage costs the record that it hits.
final class PlantedWarcs {

    private static final String DATE = "2024-05-01T12:00:00Z";

    private PlantedWarcs() {}

    private static byte[] warc(List<Picture> pictures, boolean gzip, List<Place> places, SplittableRandom random) {
        long seed = random.nextLong();
        return Archives.build(out -> {
            WarcWriter warc = new WarcWriter(out, gzip, seed);
            warc.info("testkit");
            for (Picture picture : pictures) {
                long at = warc.position();
                String type = picture.name().endsWith(".jpg") ? "image/jpeg" : "image/png";
                HttpBody body = HttpBody.of(type, picture.file());
                switch (places.size() % 3) {
                    case 0 -> warc.response(uri(picture), DATE, body);
                    case 1 -> warc.response(uri(picture), DATE, body.chunked());
                    default -> warc.resource(uri(picture), DATE, type, picture.file());
                }
                Picture named = new Picture(uri(picture), picture.file());
                places.add(new Place(named, at, warc.position(), warc.position()));
            }
        });
    }

    private static String uri(Picture picture) {
        return "http://drawn.example/" + picture.name();
    }

    static PlantedContainer cut(List<Picture> pictures, SplittableRandom random) {
        boolean gzip = random.nextBoolean();
        List<Place> places = new ArrayList<>();
        byte[] bytes = warc(pictures, gzip, places, random);
        int until = bytes.length / 4 + random.nextInt(bytes.length / 2);
        List<Planted> planted = PlantedContainers.cutAt(places, until);
        return new PlantedContainer("WARC cut off", gzip ? ".warc.gz" : ".warc", Arrays.copyOf(bytes, until), planted);
    }

    static PlantedContainer headerDamaged(List<Picture> pictures, SplittableRandom random) {
        List<Place> places = new ArrayList<>();
        byte[] bytes = warc(pictures, false, places, random);
        int damaged = random.nextInt(places.size());
        long at = places.get(damaged).headerAt();
        PlantedContainers.damage(bytes, at, at + 24, random);
        return new PlantedContainer(
                "WARC with a damaged record header",
                ".warc",
                bytes,
                PlantedContainers.allBut(places, damaged, Fate.UNCERTAIN));
    }

    static PlantedContainer gzipMemberDamaged(List<Picture> pictures, SplittableRandom random) {
        List<Place> places = new ArrayList<>();
        byte[] bytes = warc(pictures, true, places, random);
        int damaged = random.nextInt(places.size());
        Place place = places.get(damaged);
        PlantedContainers.damage(bytes, place.headerAt(), place.endsAt(), random);
        return new PlantedContainer(
                "WARC with a damaged gzip member",
                ".warc.gz",
                bytes,
                PlantedContainers.allBut(places, damaged, Fate.UNCERTAIN));
    }
}
