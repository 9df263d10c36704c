package io.promshard.shard;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static io.promshard.shard.HouseRules.knowNone;
import static io.promshard.shard.HouseRules.knowsOnly;
import static io.promshard.shard.HouseRules.onlyIn;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/** The house in rules: cores know no framework, packages depend one way. */
@AnalyzeClasses(packages = "io.promshard.shard", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchTests house = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule the_ring_knows_only_the_jdk_and_its_hash =
            knowsOnly("..shard.ring..", "com.dynatrace.hash4j..");

    @ArchTest
    static final ArchRule the_membership_knows_only_the_jdk = knowsOnly("..shard.membership..");

    @ArchTest
    static final ArchRule labels_know_only_the_jdk_and_re2 = knowsOnly("..shard.labels..", "com.google.re2j..");

    @ArchTest
    static final ArchRule a_loop_knows_only_the_jdk_and_the_log = knowsOnly("..shard.loop..", "org.slf4j..");

    @ArchTest
    static final ArchRule health_knows_only_the_membership =
            knowsOnly("..shard.health..", "org.slf4j..", "..shard.membership..");

    @ArchTest
    static final ArchRule routing_brings_the_three_together_without_a_framework =
            knowsOnly("..shard.routing..", "org.slf4j..", "..shard.ring..", "..shard.membership..", "..shard.health..");

    @ArchTest
    static final ArchRule spring_stays_in_config = onlyIn(List.of("..shard.config.."), "org.springframework..");

    @ArchTest
    static final ArchRule json_stays_in_consul =
            onlyIn(List.of("..shard.consul.."), "tools.jackson..", "com.fasterxml..");

    @ArchTest
    static final ArchRule the_client_of_consul_knows_no_locks =
            knowNone(List.of("io.promshard.shard.consul"), "..shard.consul.lock..");

    @ArchTest
    static final ArchRule tomcat_stays_in_web =
            onlyIn(List.of("..shard.web.."), "org.apache.catalina..", "org.apache.coyote..", "org.apache.tomcat..");

    @ArchTest
    static final ArchRule servlets_stay_in_web_and_its_wiring =
            onlyIn(List.of("..shard.web..", "..shard.config.."), "jakarta.servlet..");

    @ArchTest
    static final ArchRule access_knows_files_and_no_framework =
            knowsOnly("..shard.access..", "javax.crypto..", "org.slf4j..", "org.yaml.snakeyaml..");

    @ArchTest
    static final ArchRule the_web_knows_nothing_of_ours_but_who_may_ask = knowsOnly(
            "..shard.web..",
            "org.slf4j..",
            "jakarta.servlet..",
            "org.apache.catalina..",
            "org.apache.coyote..",
            "org.apache.tomcat..",
            "..shard.access..");

    @ArchTest
    static final ArchRule packages_form_no_cycle =
            slices().matching("io.promshard.shard.(*)..").should().beFreeOfCycles();
}
