package io.promshard.target.publish;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Delivery knows no framework, and nothing of agents. */
@AnalyzeClasses(
        packages = {"io.promshard.target.publish", "io.promshard.target.agent"},
        importOptions = DoNotIncludeTests.class)
class DeliveryArchitectureTest {

    @ArchTest
    static final ArchRule delivery_knows_no_framework = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework..", "jakarta..", "org.apache..", "..target.web..", "..target.config..");

    @ArchTest
    static final ArchRule publishing_knows_no_agents = noClasses()
            .that()
            .resideInAPackage("..target.publish..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..target.agent..");

    @ArchTest
    static final ArchRule packages_form_no_cycle =
            slices().matching("io.promshard.target.(**)").should().beFreeOfCycles();
}
