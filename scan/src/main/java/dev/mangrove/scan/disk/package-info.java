/// Disk images: their partitions, the files of their volumes, and what lies in unallocated space. Runs in a
/// worker process only, because hostile bytes are parsed here.
///
/// Partition tables and file systems are read by the programs of The Sleuth Kit ([SleuthKit]), each a process
/// with limits; here their output is parsed, and nothing of it is believed beyond what the image can hold.
/// Where those programs tell on which bytes of the image a file lies ([FileRuns]), the bytes are read from the
/// image directly: a program for each small file would cost twenty milliseconds each. What is resident,
/// compressed or encrypted comes through `icat`. Expert Witness files are also read by [ExpertWitness], which
/// checks the digests stored in them.
///
/// It does not open pools (APFS, LVM), RAID sets or encrypted volumes.
///
/// Sources: The Sleuth Kit 4.11 manual pages of `mmls`, `fsstat`, `fls`, `icat`, `blkls` and `fiwalk`; J. Metz,
/// "Expert Witness Compression Format" (libewf documentation).
@org.jspecify.annotations.NullMarked
package dev.mangrove.scan.disk;
