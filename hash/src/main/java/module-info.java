/// What a picture or a file looks like, as bits.
module dev.mangrove.hash {
    requires static org.jspecify;
    // An optional accelerator: without the module at run time, plain loops give the same bits.
    requires static jdk.incubator.vector;

    exports dev.mangrove.hash;
}
