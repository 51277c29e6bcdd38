package dev.mangrove.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.testkit.Seed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TreeTest {

    private static List<TreeHash> leaves(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> TreeHash.ofLeaf(new byte[] {(byte) i, (byte) (i >> 8)}))
                .toList();
    }

    @Test
    void givesTheRootsOfTheKnownTestTree() {
        List<TreeHash> leaves = Stream.of(
                        "",
                        "00",
                        "10",
                        "2021",
                        "3031",
                        "40414243",
                        "5051525354555657",
                        "606162636465666768696a6b6c6d6e6f")
                .map(hex -> TreeHash.ofLeaf(HexFormat.of().parseHex(hex)))
                .toList();
        CompactRange range = new CompactRange();
        List<String> roots = new ArrayList<>();
        for (TreeHash leaf : leaves) {
            range.append(leaf);
            roots.add(HexFormat.of().formatHex(range.root().bytes()));
        }
        assertThat(roots.getFirst()).isEqualTo("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
        assertThat(roots.get(1)).isEqualTo("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");
        assertThat(roots.getLast()).isEqualTo("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
    }

    @Test
    void appendsToTheSameRootAsTheDefinition() {
        List<TreeHash> leaves = leaves(300);
        CompactRange range = new CompactRange();
        assertThat(range.root()).isEqualTo(TreeHash.EMPTY);
        for (int size = 1; size <= leaves.size(); size++) {
            range.append(leaves.get(size - 1));
            assertThat(range.root()).isEqualTo(PlainTree.root(leaves.subList(0, size)));
        }
    }

    @Test
    void provesEveryEntryOfEverySmallTreeAndNothingElse() {
        List<TreeHash> leaves = leaves(34);
        for (int size = 1; size <= leaves.size(); size++) {
            TreeNodes nodes = PlainTree.nodes(leaves.subList(0, size));
            TreeHash root = nodes.range(0, size);
            for (int index = 0; index < size; index++) {
                List<TreeHash> proof = TreeProofs.inclusion(index, size, nodes);
                for (int claimed = 0; claimed < size + 2; claimed++) {
                    assertThat(TreeProofs.includes(leaves.get(index), claimed, size, proof, root))
                            .as("entry %s of %s claimed at %s", index, size, claimed)
                            .isEqualTo(claimed == index);
                }
                assertThat(TreeProofs.includes(leaves.get(33 - index % 2), index, size, proof, root))
                        .isEqualTo(index == 33 - index % 2);
            }
        }
    }

    @Test
    void provesGrowthBetweenEveryTwoSizesAndRefusesAnyOther() {
        List<TreeHash> leaves = leaves(34);
        SplittableRandom random = Seed.random("growth");
        for (int size = 0; size <= leaves.size(); size++) {
            TreeNodes nodes = PlainTree.nodes(leaves.subList(0, size));
            Checkpoint later = new Checkpoint("log", size, nodes.range(0, size));
            for (int old = 0; old <= size; old++) {
                Checkpoint before = new Checkpoint("log", old, PlainTree.root(leaves.subList(0, old)));
                List<TreeHash> proof = TreeProofs.consistency(old, size, nodes);
                assertThat(TreeProofs.grewFrom(before, later, proof)).isTrue();
                if (old > 0) {
                    List<TreeHash> others = new ArrayList<>(leaves.subList(0, old));
                    others.set(random.nextInt(old), TreeHash.ofLeaf(new byte[] {1, 2, 3}));
                    Checkpoint rewritten = new Checkpoint("log", old, PlainTree.root(others));
                    assertThat(TreeProofs.grewFrom(rewritten, later, proof)).isFalse();
                }
                if (!proof.isEmpty()) {
                    List<TreeHash> altered = new ArrayList<>(proof);
                    altered.set(random.nextInt(proof.size()), TreeHash.ofLeaf(new byte[] {9}));
                    assertThat(TreeProofs.grewFrom(before, later, altered)).isFalse();
                    assertThat(TreeProofs.grewFrom(before, later, proof.subList(1, proof.size())))
                            .isFalse();
                }
            }
        }
    }

    @Test
    void storesTilesOfWhichAnyProofCanBeMade() {
        List<TreeHash> leaves = leaves(70_000);
        Map<String, Tile> stored = new HashMap<>();
        TileEdge edge = new TileEdge();
        CompactRange range = new CompactRange();
        TileReader reader = (level, index, width) -> {
            Tile tile = stored.get(level + "/" + index);
            return new Tile(level, index, java.util.Arrays.copyOf(tile.hashes(), width * TreeHash.BYTES));
        };
        SplittableRandom random = Seed.random("tiles");
        for (int i = 0; i < leaves.size(); i++) {
            edge.append(leaves.get(i), tile -> stored.put(tile.level() + "/" + tile.index(), tile));
            range.append(leaves.get(i));
            if (random.nextInt(2000) == 0 || i == leaves.size() - 1) {
                edge.flush(tile -> stored.put(tile.level() + "/" + tile.index(), tile));
                long size = i + 1L;
                assertThat(reader.nodes(size).range(0, size)).isEqualTo(range.root());
                assertThat(new CompactRange(size, reader.nodes(size).peaks(size)).root())
                        .isEqualTo(range.root());
                long index = random.nextLong(size);
                assertThat(TreeProofs.includes(
                                leaves.get((int) index),
                                index,
                                size,
                                TreeProofs.inclusion(index, size, reader.nodes(size)),
                                range.root()))
                        .isTrue();
                // A process that starts again goes on where the tiles end.
                edge = new TileEdge(size, reader);
            }
        }
        // The example of tlog-tiles: 273 full tiles and one of 112 hashes, one full and one of 17, one of a single
        // hash.
        assertThat(Tile.count(70_000, 0)).isEqualTo(274);
        assertThat(stored.get("0/273").width()).isEqualTo(112);
        assertThat(stored.get("1/1").width()).isEqualTo(17);
        assertThat(stored.get("2/0").width()).isEqualTo(1);
    }

    @Test
    void namesTilesAsTheStandardDoes() {
        assertThat(TilePath.tile(0, 1_234_067, 256)).isEqualTo("tile/0/x001/x234/067");
        assertThat(TilePath.entries(273, 112)).isEqualTo("tile/entries/273.p/112");
        assertThat(TilePath.parse("tile/0/x001/x234/067.p/5")).contains(new TilePath.Place(0, 1_234_067, 5));
        assertThat(TilePath.parse("tile/0/x000/067")).isEmpty();
    }
}
