package dev.mangrove.scan.capture;

class PortableEvidenceFilesTest extends EvidenceFilesContract {

    @Override
    EvidenceFiles files() {
        return new PortableEvidenceFiles();
    }
}
