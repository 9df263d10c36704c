package io.promshard.shard;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;

/** The house in rules: cores know no framework, packages depend one way. */
@AnalyzeClasses(packages = "io.promshard.shard", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchTests house = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule the_ring_knows_only_the_jdk_and_its_hash = classes()
            .that()
            .resideInAPackage("..shard.ring..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify.annotations..", "com.dynatrace.hash4j..", "..shard.ring..");

    @ArchTest
    static final ArchRule the_membership_knows_only_the_jdk = classes()
            .that()
            .resideInAPackage("..shard.membership..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify.annotations..", "..shard.membership..");

    @ArchTest
    static final ArchRule labels_know_only_the_jdk_and_re2 = classes()
            .that()
            .resideInAPackage("..shard.labels..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify.annotations..", "com.google.re2j..", "..shard.labels..");

    @ArchTest
    static final ArchRule a_loop_knows_only_the_jdk_and_the_log = classes()
            .that()
            .resideInAPackage("..shard.loop..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify.annotations..", "org.slf4j..", "..shard.loop..");

    @ArchTest
    static final ArchRule health_knows_only_the_membership = classes()
            .that()
            .resideInAPackage("..shard.health..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..", "org.jspecify.annotations..", "org.slf4j..", "..shard.membership..", "..shard.health..");

    @ArchTest
    static final ArchRule routing_brings_the_three_together_without_a_framework = classes()
            .that()
            .resideInAPackage("..shard.routing..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify.annotations..",
                    "org.slf4j..",
                    "..shard.ring..",
                    "..shard.membership..",
                    "..shard.health..",
                    "..shard.routing..");

    @ArchTest
    static final ArchRule spring_stays_in_config = noClasses()
            .that()
            .resideOutsideOfPackage("..shard.config..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..");

    @ArchTest
    static final ArchRule json_stays_in_consul = noClasses()
            .that()
            .resideOutsideOfPackage("..shard.consul..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("tools.jackson..", "com.fasterxml..");

    @ArchTest
    static final ArchRule the_client_of_consul_knows_no_locks = noClasses()
            .that()
            .resideInAPackage("io.promshard.shard.consul")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..shard.consul.lock..");

    @ArchTest
    static final ArchRule tomcat_stays_in_web = noClasses()
            .that()
            .resideOutsideOfPackage("..shard.web..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "jakarta.servlet..", "org.apache.catalina..", "org.apache.coyote..", "org.apache.tomcat..");

    @ArchTest
    static final ArchRule the_web_knows_nothing_of_ours = classes()
            .that()
            .resideInAPackage("..shard.web..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify.annotations..",
                    "org.slf4j..",
                    "jakarta.servlet..",
                    "org.apache.catalina..",
                    "org.apache.coyote..",
                    "org.apache.tomcat..",
                    "..shard.web..");

    @ArchTest
    static final ArchRule packages_form_no_cycle =
            slices().matching("io.promshard.shard.(*)..").should().beFreeOfCycles();
}
