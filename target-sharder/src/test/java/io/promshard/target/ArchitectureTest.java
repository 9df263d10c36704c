package io.promshard.target;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.promshard.shard.HouseRules;

/** The house in rules: what is seen, decided and done are apart, and deciding knows nothing of the world. */
@AnalyzeClasses(packages = "io.promshard.target", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchTests house = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule deciding_knows_no_world = noClasses()
            .that()
            .resideInAnyPackage(
                    "..target.model..",
                    "..target.assign..",
                    "..target.collector..",
                    "..target.handover..",
                    "..target.load..",
                    "..target.spec..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework..",
                    "jakarta..",
                    "tools.jackson..",
                    "java.net.http..",
                    "java.nio.file..",
                    "java.util.concurrent..");

    @ArchTest
    static final ArchRule only_the_rim_knows_spring = noClasses()
            .that()
            .resideOutsideOfPackages("..target.web..", "..target.config..", "io.promshard.target")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "jakarta..");

    @ArchTest
    static final ArchRule nobody_knows_the_web = noClasses()
            .that()
            .resideOutsideOfPackages("..target.web..", "..target.config..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..target.web..");
}
