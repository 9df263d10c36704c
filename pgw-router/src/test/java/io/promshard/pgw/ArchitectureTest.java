package io.promshard.pgw;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static io.promshard.shard.HouseRules.knowNone;
import static io.promshard.shard.HouseRules.knowsOnly;
import static io.promshard.shard.HouseRules.onlyIn;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.promshard.pgw.grouping.PushPath;
import io.promshard.pgw.routing.Route;
import io.promshard.shard.HouseRules;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** The house in rules: a push flows one way, from the web through grouping and routing to forwarding. */
@AnalyzeClasses(packages = "io.promshard.pgw", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchTests house = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule grouping_knows_only_the_jdk = knowsOnly("..pgw.grouping..");

    @ArchTest
    static final ArchRule routing_knows_grouping_and_the_library = knowsOnly(
            "..pgw.routing..",
            "..pgw.grouping..",
            "io.promshard.shard.membership..",
            "io.promshard.shard.ring..",
            "io.promshard.shard.routing..");

    @ArchTest
    static final ArchRule expositions_know_only_the_jdk = knowsOnly("..pgw.exposition..");

    @ArchTest
    static final ArchRule snapshots_are_told_from_expositions =
            knowsOnly("..pgw.snapshot..", "..pgw.grouping..", "..pgw.exposition..", "io.promshard.shard.membership..");

    @ArchTest
    static final ArchRule reconciling_is_pure =
            knowsOnly("..pgw.reconcile..", "..pgw.grouping..", "..pgw.selector..", "..pgw.life..");

    @ArchTest
    static final ArchRule selectors_know_only_keys_and_regular_expressions =
            knowsOnly("..pgw.selector..", "..pgw.grouping..", "io.promshard.shard.labels..");

    @ArchTest
    static final ArchRule lives_are_pure =
            knowsOnly("..pgw.life..", "..pgw.grouping..", "..pgw.selector..", "..pgw.reconcile..");

    @ArchTest
    static final ArchRule holds_know_only_the_jdk = knowsOnly("..pgw.hold..");

    @ArchTest
    static final ArchRule upkeep_knows_no_servlets_and_no_spring = knowNone(
            List.of("..pgw.upkeep..", "..pgw.board..", "..pgw.ledger..", "..pgw.leadership.."),
            "jakarta..",
            "org.springframework..",
            "org.apache.catalina..");

    @ArchTest
    static final ArchRule merging_knows_no_http =
            knowNone(List.of("..pgw.merge.."), "jakarta..", "org.springframework..", "java.net.http..", "org.apache..");

    @ArchTest
    static final ArchRule json_is_at_the_rim = onlyIn(
            List.of("..pgw.scrape..", "..pgw.upkeep.http..", "..pgw.board.consul..", "..pgw.web..", "..pgw.config.."),
            "tools.jackson..",
            "com.fasterxml.jackson..");

    @ArchTest
    static final ArchRule forwarding_knows_no_servlets_and_no_spring =
            knowNone(List.of("..pgw.forward.."), "jakarta..", "org.springframework..", "org.apache.catalina..");

    @ArchTest
    static final ArchRule a_push_flows_one_way = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("config")
            .definedBy("..pgw.config..", "io.promshard.pgw")
            .layer("metrics")
            .definedBy("..pgw.metrics..")
            .layer("web")
            .definedBy("..pgw.web..")
            .layer("forward")
            .definedBy("..pgw.forward..")
            .layer("upkeep")
            .definedBy("..pgw.upkeep..")
            .layer("reconcile")
            .definedBy("..pgw.reconcile..", "..pgw.life..")
            .layer("ledger")
            .definedBy("..pgw.ledger..")
            .layer("board")
            .definedBy("..pgw.board..")
            .layer("hold")
            .definedBy("..pgw.hold..")
            .layer("routing")
            .definedBy("..pgw.routing..")
            .layer("merge")
            .definedBy("..pgw.merge..")
            .layer("scrape")
            .definedBy("..pgw.scrape..")
            .layer("snapshot")
            .definedBy("..pgw.snapshot..")
            .layer("exposition")
            .definedBy("..pgw.exposition..")
            .layer("selector")
            .definedBy("..pgw.selector..")
            .layer("grouping")
            .definedBy("..pgw.grouping..")
            .whereLayer("config")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("metrics")
            .mayOnlyBeAccessedByLayers("config")
            .whereLayer("web")
            .mayOnlyBeAccessedByLayers("config", "metrics")
            .whereLayer("forward")
            .mayOnlyBeAccessedByLayers("web", "config", "metrics")
            .whereLayer("upkeep")
            .mayOnlyBeAccessedByLayers("web", "config", "metrics")
            .whereLayer("reconcile")
            .mayOnlyBeAccessedByLayers("upkeep", "web", "config", "metrics")
            .whereLayer("ledger")
            .mayOnlyBeAccessedByLayers("upkeep", "web", "config", "metrics")
            .whereLayer("board")
            .mayOnlyBeAccessedByLayers("ledger", "upkeep", "web", "config")
            .whereLayer("hold")
            .mayOnlyBeAccessedByLayers("forward", "upkeep", "web", "config")
            .whereLayer("routing")
            .mayOnlyBeAccessedByLayers("upkeep", "web", "config")
            .whereLayer("merge")
            .mayOnlyBeAccessedByLayers("web", "config", "metrics")
            .whereLayer("scrape")
            .mayOnlyBeAccessedByLayers("upkeep", "web", "config")
            .whereLayer("snapshot")
            .mayOnlyBeAccessedByLayers("scrape", "merge", "upkeep", "web", "config")
            .whereLayer("exposition")
            .mayOnlyBeAccessedByLayers("snapshot", "scrape", "merge", "web", "config")
            .whereLayer("selector")
            .mayOnlyBeAccessedByLayers("reconcile", "ledger", "upkeep", "web", "config")
            .whereLayer("grouping")
            .mayOnlyBeAccessedByLayers(
                    "routing",
                    "snapshot",
                    "scrape",
                    "merge",
                    "selector",
                    "reconcile",
                    "ledger",
                    "upkeep",
                    "web",
                    "config",
                    "metrics");

    @ArchTest
    static final ArchRule packages_form_no_cycle =
            slices().matching("io.promshard.pgw.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule closed_values_are_records = classes()
            .that()
            .areAssignableTo(Route.class)
            .and()
            .areNotInterfaces()
            .should()
            .beRecords();

    @ArchTest
    static final ArchRule push_paths_are_final = classes()
            .that()
            .areAssignableTo(PushPath.class)
            .and()
            .areNotInterfaces()
            .should()
            .haveModifier(JavaModifier.FINAL);

    @ArchTest
    static final ArchRule settings_are_records_in_config = classes()
            .that()
            .areAnnotatedWith(ConfigurationProperties.class)
            .should()
            .beRecords()
            .andShould()
            .resideInAPackage("..pgw.config..");
}
