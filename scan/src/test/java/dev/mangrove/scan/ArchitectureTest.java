package dev.mangrove.scan;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The arrows between the packages, and what no class may use.
class ArchitectureTest {

    private static final String SCAN = "dev.mangrove.scan.";

    private static JavaClasses classes;

    @BeforeAll
    static void read() {
        classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.mangrove");
        assertThat(classes.size()).isGreaterThan(200);
    }

    @Test
    void packagesFormNoCircle() {
        slices().matching("dev.mangrove.(**)").should().beFreeOfCycles().check(classes);
    }

    @Test
    void hostileBytesAreParsedInWorkersOnly() {
        noClasses()
                .that()
                .resideInAPackage("dev.mangrove.scan..")
                .and()
                .resideOutsideOfPackages(SCAN + "examine..", SCAN + "walk..", SCAN + "disk..", SCAN + "worker..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "javax.imageio..",
                        "com.twelvemonkeys..",
                        "com.drew..",
                        "com.github.junrar..",
                        "com.github.luben..",
                        "org.tukaani..",
                        "org.apache.james..",
                        "org.apache.commons.compress..",
                        "java.util.zip..")
                .check(classes);
    }

    @Test
    void itemsAreSpokenOfWithoutKnowingWhoAsks() {
        noClasses()
                .that()
                .resideInAPackage(SCAN + "item")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        SCAN + "walk",
                        SCAN + "examine",
                        SCAN + "worker",
                        SCAN + "workspace",
                        SCAN + "match",
                        SCAN + "report")
                .check(classes);
    }

    @Test
    void nothingOpensAConnectionOrReadsSerialisedObjects() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.io.ObjectInputStream")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.net.Socket")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.net.URL")
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("java.net.http")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .check(classes);
    }
}
