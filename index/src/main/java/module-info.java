/// Which known hashes are equal, or lie within r bits: exact, never approximate.
module dev.mangrove.index {
    requires static org.jspecify;
    requires static jdk.incubator.vector;
    requires transitive dev.mangrove.hash;

    exports dev.mangrove.index;
}
