package ocs.pulse;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Who may know whom. */
final class ArchitectureTest {
    private static final String[] TOPOLOGY = {
        "ocs.pulse.change..", "ocs.pulse.ledger..", "ocs.pulse.team..", "ocs.pulse.view..", "ocs.pulse.query.."
    };

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("ocs.pulse");

    @Test
    void shouldAnswerWithoutTheSourceDatabase() {
        noClasses()
                .that()
                .resideInAnyPackage(TOPOLOGY)
                .or()
                .resideInAPackage("ocs.pulse.http..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.sql..", "javax.sql..", "org.postgresql..", "io.debezium..", "ocs.pulse.source..")
                .check(classes);
    }

    @Test
    void shouldKeepHttpOutOfTheStages() {
        noClasses()
                .that()
                .resideInAnyPackage(TOPOLOGY)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.javalin..", "ocs.pulse.http..", "ocs.pulse.capture..", "ocs.pulse.run..")
                .check(classes);
    }

    @Test
    void shouldKeepStoresAndKafkaOutOfHttp() {
        noClasses()
                .that()
                .resideInAPackage("ocs.pulse.http..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "org.rocksdb..", "ocs.pulse.team..", "ocs.pulse.ledger..")
                .check(classes);
    }

    @Test
    void shouldKeepKafkaOutOfQuestionsAndViews() {
        noClasses()
                .that()
                .resideInAnyPackage("ocs.pulse.query..", "ocs.pulse.view..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "org.rocksdb..", "ocs.pulse.team..", "ocs.pulse.ledger..")
                .check(classes);
    }

    @Test
    void shouldKeepStreamsOutOfCapture() {
        noClasses()
                .that()
                .resideInAnyPackage("ocs.pulse.capture..", "ocs.pulse.source..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka.streams..", "ocs.pulse.ledger..", "ocs.pulse.team..")
                .check(classes);
    }

    @Test
    void shouldWireInOnePackageOnly() {
        classes()
                .that()
                .resideInAPackage("ocs.pulse.run..")
                .should()
                .onlyHaveDependentClassesThat()
                .resideInAnyPackage("ocs.pulse.run..", "ocs.pulse.cli..")
                .check(classes);
    }
}
