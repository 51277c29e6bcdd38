package dev.mangrove.testkit;

import dev.mangrove.testkit.PlantedContainer.Fate;
import dev.mangrove.testkit.PlantedContainer.Planted;
import dev.mangrove.testkit.PlantedContainers.Picture;
import dev.mangrove.testkit.PlantedContainers.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/// ZIPs with planted pictures. Local headers alone are enough wherever they tell the sizes, or
/// where the packed data tell their own end.
final class PlantedZips {

    private static final String SUFFIX = ".zip";

    private PlantedZips() {}

    /// How a ZIP ends.
    @FunctionalInterface
    private interface Ending {
        void of(ZipWriter zip) throws IOException;
    }

    private static byte[] zip(
            List<Picture> pictures, UnaryOperator<ZipMember> form, Ending ending, List<Place> places) {
        return Archives.build(out -> {
            ZipWriter zip = new ZipWriter(out);
            for (Picture picture : pictures) {
                long at = zip.position();
                zip.add(form.apply(ZipMember.of(picture.name(), picture.file())));
                places.add(new Place(picture, at, at + 30 + picture.name().length(), zip.position()));
            }
            ending.of(zip);
        });
    }

    static PlantedContainer directoryDestroyed(List<Picture> pictures) {
        byte[] bytes = zip(pictures, ZipMember::stored, ZipWriter::finishWithDamagedDirectory, new ArrayList<>());
        return new PlantedContainer("ZIP with its directory destroyed", SUFFIX, bytes, all(pictures));
    }

    static PlantedContainer directoryDestroyedWithDescriptors(List<Picture> pictures) {
        byte[] bytes =
                zip(pictures, ZipMember::withDataDescriptor, ZipWriter::finishWithoutDirectory, new ArrayList<>());
        return new PlantedContainer("ZIP written to a pipe, without its directory", SUFFIX, bytes, all(pictures));
    }

    static PlantedContainer memberDamaged(List<Picture> pictures, SplittableRandom random) {
        return memberDamaged("ZIP with a damaged member", pictures, ZipWriter::finish, random);
    }

    static PlantedContainer memberDamagedAndDirectoryDestroyed(List<Picture> pictures, SplittableRandom random) {
        return memberDamaged(
                "ZIP with a damaged member and its directory destroyed",
                pictures,
                ZipWriter::finishWithDamagedDirectory,
                random);
    }

    private static PlantedContainer memberDamaged(
            String kind, List<Picture> pictures, Ending ending, SplittableRandom random) {
        List<Place> places = new ArrayList<>();
        byte[] bytes = zip(pictures, UnaryOperator.identity(), ending, places);
        int damaged = random.nextInt(places.size());
        PlantedContainers.damage(
                bytes, places.get(damaged).dataAt(), places.get(damaged).endsAt(), random);
        return new PlantedContainer(kind, SUFFIX, bytes, PlantedContainers.allBut(places, damaged, Fate.LISTED));
    }

    static PlantedContainer cut(List<Picture> pictures, SplittableRandom random) {
        List<Place> places = new ArrayList<>();
        byte[] bytes = zip(pictures, UnaryOperator.identity(), ZipWriter::finish, places);
        int until = bytes.length / 4 + random.nextInt(bytes.length / 2);
        List<Planted> planted = PlantedContainers.cutAt(places, until);
        return new PlantedContainer("ZIP cut off", SUFFIX, Arrays.copyOf(bytes, until), planted);
    }

    static PlantedContainer inSoundTar(List<Picture> pictures) {
        byte[] zip = zip(pictures, UnaryOperator.identity(), ZipWriter::finishWithDamagedDirectory, new ArrayList<>());
        byte[] bytes = Archives.build(out -> {
            TarWriter tar = new TarWriter(out);
            tar.file("folder/inner.zip", zip);
            tar.finish();
        });
        return new PlantedContainer("ZIP with its directory destroyed in a TAR", ".tar", bytes, all(pictures));
    }

    private static List<Planted> all(List<Picture> pictures) {
        return pictures.stream().map(picture -> picture.with(Fate.RECOVERABLE)).toList();
    }
}
