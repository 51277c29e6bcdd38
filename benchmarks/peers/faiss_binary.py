"""The peer of exact near search: faiss, one query at a time, one thread.

Arguments: HASHES COUNT QUERIES RADIUS KIND, with KIND `flat` or `multi:TABLES:BITS:FLIPS`. Both files hold 32 bytes a
hash. Prints `ready SECONDS_TO_BUILD BYTES VERSION`. Then, for each line on standard input,
`measure SECONDS` prints nanoseconds a query, and `answers N` prints the matches of the first N queries, each as
`QUERY PLACE DISTANCE`, and then `end`.
"""

import sys
import time

import faiss
import numpy


def resident():
    with open("/proc/self/status") as status:
        for line in status:
            if line.startswith("VmRSS"):
                return int(line.split()[1]) * 1024
    return 0


def main():
    hashes_file, count, queries_file, radius, kind = sys.argv[1:6]
    faiss.omp_set_num_threads(1)
    hashes = numpy.fromfile(hashes_file, dtype=numpy.uint8, count=int(count) * 32).reshape(-1, 32)
    queries = numpy.fromfile(queries_file, dtype=numpy.uint8).reshape(-1, 32)
    before = resident()
    begun = time.perf_counter()
    if kind == "flat":
        index = faiss.IndexBinaryFlat(256)
    else:
        tables, bits, flips = (int(part) for part in kind.split(":")[1:])
        index = faiss.IndexBinaryMultiHash(256, tables, bits)
        index.nflip = flips
    index.add(hashes)
    built = time.perf_counter() - begun
    print("ready %.2f %d %s" % (built, resident() - before, faiss.__version__), flush=True)
    # faiss takes "nearer than", not "within".
    bound = int(radius) + 1
    at = 0
    for line in sys.stdin:
        word, value = line.split()
        if word == "measure":
            begun = time.perf_counter()
            end = begun + float(value)
            asked = 0
            while time.perf_counter() < end:
                index.range_search(queries[at : at + 1], bound)
                at = (at + 1) % len(queries)
                asked += 1
            print("%.0f" % ((time.perf_counter() - begun) * 1e9 / asked), flush=True)
        else:
            for query in range(min(int(value), len(queries))):
                _, distances, places = index.range_search(queries[query : query + 1], bound)
                for place, distance in zip(places, distances):
                    print(query, place, int(distance))
            print("end", flush=True)


main()
