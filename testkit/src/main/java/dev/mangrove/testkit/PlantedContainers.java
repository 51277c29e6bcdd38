package dev.mangrove.testkit;

import dev.mangrove.testkit.PlantedContainer.Fate;
import dev.mangrove.testkit.PlantedContainer.Planted;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Plants drawn pictures in containers, damages these at a known place, and tells which pictures a
/// reader that knows the formats must still find.
///
/// ```java
/// for (PlantedContainer container : PlantedContainers.of(seed, 200)) {
///     Path file = Files.write(folder.resolve(n++ + container.suffix()), container.bytes());
///     ...
/// }
/// ```
public final class PlantedContainers {

    private static final int PICTURES_IN_ONE = 8;

    private PlantedContainers() {}

    /// One picture before it is planted.
    ///
    /// @param file a JPEG or PNG
    @SuppressWarnings("ArrayRecordComponent")
    record Picture(String name, byte[] file) {
        Planted with(Fate fate) {
            return new Planted(name, file, fate);
        }
    }

    /// Where a member lies in a container: from its header to the end of its data.
    record Place(Picture picture, long headerAt, long dataAt, long endsAt) {}

    /// Containers of every kind in turn until so many pictures are planted.
    public static List<PlantedContainer> of(long seed, int pictures) {
        SplittableRandom random = new SplittableRandom(seed);
        List<PlantedContainer> containers = new ArrayList<>();
        int planted = 0;
        while (planted < pictures) {
            int count = Math.min(PICTURES_IN_ONE, pictures - planted);
            List<Picture> drawn = draw(random, planted, count);
            containers.add(plant(containers.size(), drawn, random));
            planted += count;
        }
        return containers;
    }

    private static PlantedContainer plant(int turn, List<Picture> pictures, SplittableRandom random) {
        return switch (turn % 13) {
            case 0 -> PlantedZips.directoryDestroyed(pictures);
            case 1 -> PlantedZips.directoryDestroyedWithDescriptors(pictures);
            case 2 -> PlantedZips.memberDamaged(pictures, random);
            case 3 -> PlantedZips.memberDamagedAndDirectoryDestroyed(pictures, random);
            case 4 -> PlantedZips.cut(pictures, random);
            case 5 -> PlantedZips.inSoundTar(pictures);
            case 6 -> PlantedTars.cut(pictures, random);
            case 7 -> PlantedTars.headerDamaged(pictures, random);
            case 8 -> PlantedTars.gzipCut(pictures, random);
            case 9 -> PlantedTars.gzipDamaged(pictures, random);
            case 10 -> PlantedWarcs.cut(pictures, random);
            case 11 -> PlantedWarcs.headerDamaged(pictures, random);
            default -> PlantedWarcs.gzipMemberDamaged(pictures, random);
        };
    }

    private static List<Picture> draw(SplittableRandom random, int first, int count) {
        List<Picture> pictures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int width = 64 + random.nextInt(100);
            int height = 64 + random.nextInt(100);
            DrawnPicture drawn = DrawnPicture.of(random.nextLong(), width, height);
            boolean jpeg = random.nextBoolean();
            byte[] file = jpeg ? PictureFiles.jpeg(drawn, 0.85f) : PictureFiles.png(drawn);
            pictures.add(new Picture("planted-" + (first + i) + (jpeg ? ".jpg" : ".png"), file));
        }
        return pictures;
    }

    /// The first `until` bytes hold whole members, a broken one whose header is told, and nothing of the rest.
    static List<Planted> cutAt(List<Place> places, long until) {
        return places.stream()
                .map(place -> place.picture()
                        .with(
                                place.endsAt() <= until
                                        ? Fate.RECOVERABLE
                                        : place.dataAt() <= until ? Fate.LISTED : Fate.UNCERTAIN))
                .toList();
    }

    /// All recoverable but one.
    static List<Planted> allBut(List<Place> places, int damaged, Fate fate) {
        List<Planted> planted = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            planted.add(places.get(i).picture().with(i == damaged ? fate : Fate.RECOVERABLE));
        }
        return planted;
    }

    /// Changes 24 bytes in the middle of what lies between two offsets, every one of them.
    static void damage(byte[] bytes, long from, long to, SplittableRandom random) {
        int middle = (int) ((from + to) / 2);
        for (int i = Math.max((int) from, middle - 12); i < Math.min(to, middle + 12); i++) {
            bytes[i] ^= (byte) (1 + random.nextInt(255));
        }
    }
}
