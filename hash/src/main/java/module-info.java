/// What a picture or a file looks like, as bits.
module dev.mangrove.hash {
    requires static org.jspecify;

    exports dev.mangrove.hash;
}
