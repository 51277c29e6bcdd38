package dev.mangrove.index;

import dev.mangrove.hash.PdqHash;
import java.util.List;

/// At most [Scratch#QUERIES_MAX] queries that a [MultiIndex] answers together.
///
/// @param first the number of the first query among all that were asked
record ProbeBatch(Scratch scratch, int first, List<PdqHash> queries, int radiusBits, HammingIndex.BatchSink sink) {}
