package dev.mangrove.scan.worker;

import dev.mangrove.hash.ContentDigests;
import dev.mangrove.scan.item.Examination;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// An item on its way through the pool.
///
/// @param sizeBytes from which the limit of time follows
record ItemJob(
        Requests.Source source, long sizeBytes, Optional<ContentDigests> known, CompletableFuture<Examination> answer) {

    ItemJob(Requests.Source source, long sizeBytes, Optional<ContentDigests> known) {
        this(source, sizeBytes, known, new CompletableFuture<>());
    }

    Requests.Examine request() {
        return new Requests.Examine(source, known, false);
    }

    Requests.Examine digestsRequest() {
        return new Requests.Examine(source, Optional.empty(), true);
    }
}
