package io.promshard.shard.consul;

import static io.promshard.shard.consul.FakeConsul.REGISTER;
import static io.promshard.shard.consul.FakeConsul.SERVICES;
import static io.promshard.shard.consul.FakeConsul.json;
import static io.promshard.shard.consul.FakeConsul.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promshard.shard.loop.Sleeper;
import io.promshard.shard.loop.Surroundings;
import io.promshard.shard.membership.Member;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ServiceRegistrarTest {

    private static final String DEREGISTER = "/v1/agent/service/deregister/";
    private static final String SECRET = "8d1bb7f4-0c6e-4b52-bd0b-0f7dbd1d7e0a";
    private static final HttpCheck CHECK = new HttpCheck("/-/ready", Duration.ofSeconds(5), Duration.ofSeconds(2));

    private FakeConsul consul;
    private ConsulApi api;
    private ServiceRegistrar registrar;

    @BeforeEach
    void open() throws IOException {
        consul = FakeConsul.start();
        api = new ConsulApi(consul.settings().withToken(() -> SECRET));
        registrar = new ServiceRegistrar(
                api,
                "gateway",
                "router",
                registration -> registration.url().getPort() != 9092,
                Surroundings.of(Clock.systemUTC(), new SplittableRandom(5)));
    }

    @AfterEach
    void close() {
        registrar.close();
        api.close();
        consul.close();
    }

    @Nested
    class WhatIsMissing {

        @Test
        void isRegisteredWithAllThatConsulMustKnow() {
            consul.always(SERVICES, json(0, "{}")).always(REGISTER, status(200, ""));
            Member member = Member.at(URI.create("https://10.0.0.1:9091/pgw")).withWeight(3);

            registrar.start(List.of(Registration.of("gateway", member, CHECK)));
            await().until(() -> !consul.requests(REGISTER).isEmpty());

            assertThat(consul.requests(REGISTER).getFirst().body())
                    .contains("\"ID\":\"gateway-10.0.0.1:9091_pgw\"")
                    .contains("\"Name\":\"gateway\"")
                    .contains("\"Address\":\"10.0.0.1\"")
                    .contains("\"Port\":9091")
                    .contains("\"promshard-owner\":\"router\"")
                    .contains("\"scheme\":\"https\"")
                    .contains("\"prefix\":\"/pgw\"")
                    .contains("\"HTTP\":\"https://10.0.0.1:9091/pgw/-/ready\"")
                    .contains("\"Interval\":\"5000ms\"")
                    .contains("\"Timeout\":\"2000ms\"")
                    .containsPattern("\"Weights\":\\{[^}]*\"Passing\":3")
                    .contains("\"Status\":\"passing\"");
        }

        @Test
        void startsCriticalWhereTheProbeSaysSo() {
            consul.always(SERVICES, json(0, "{}")).always(REGISTER, status(200, ""));

            registrar.start(List.of(registration(9092)));
            await().until(() -> !consul.requests(REGISTER).isEmpty());

            assertThat(consul.requests(REGISTER).getFirst().body()).contains("\"Status\":\"critical\"");
        }
    }

    @Nested
    class WhatIsThere {

        @Test
        void isNotTouched() {
            consul.always(SERVICES, json(0, services(registration(9091), "another-router")));

            registrar.start(List.of(registration(9091)));
            await().until(() -> consul.requests(SERVICES).size() == 3);

            assertThat(consul.requests(REGISTER)).isEmpty();
            assertThat(consul.requests(DEREGISTER)).isEmpty();
            assertThat(registrar.status().registered()).isTrue();
        }

        @Test
        void isRegisteredAnewWhenItDiffers() {
            Registration heavier = Registration.of("gateway", member(9091).withWeight(9), CHECK);
            consul.then(SERVICES, json(0, services(registration(9091), "router")))
                    .always(SERVICES, json(0, services(heavier, "router")))
                    .always(REGISTER, status(200, ""));

            registrar.start(List.of(heavier));
            await().until(() -> consul.requests(SERVICES).size() == 3);

            assertThat(consul.requests(REGISTER)).hasSize(1);
        }

        @Test
        void isRegisteredAnewWhenItsCheckDiffers() {
            HttpCheck slower = new HttpCheck("/-/ready", Duration.ofSeconds(9), Duration.ofSeconds(2));
            consul.always(SERVICES, json(0, services(registration(9091), "router")))
                    .always(REGISTER, status(200, ""));

            registrar.start(List.of(Registration.of("gateway", member(9091), slower)));

            await().until(() -> !consul.requests(REGISTER).isEmpty());
        }

        @Test
        void isDeregisteredWhenItIsOursAndWantedNoMore() {
            consul.always(SERVICES, json(0, services(registration(9091), "router")))
                    .always(DEREGISTER, status(200, ""));

            registrar.start(List.of());
            await().until(() -> !consul.requests(DEREGISTER).isEmpty());

            assertThat(consul.requests(DEREGISTER).getFirst().uri().getPath()).endsWith("/gateway-127.0.0.1:9091");
        }

        @Test
        void isLeftAloneWhenItIsAnothers() {
            consul.always(SERVICES, json(0, services(registration(9091), "another-router")));

            registrar.start(List.of());
            await().until(() -> consul.requests(SERVICES).size() == 2);

            assertThat(consul.requests(DEREGISTER)).isEmpty();
        }
    }

    @Nested
    class ARefusal {

        @Test
        void isSaidAndRetriedUntilItIsGone() {
            consul.always(SERVICES, json(0, "{}"))
                    .then(REGISTER, status(403, "Permission denied for " + SECRET), status(500, "No cluster leader"));

            registrar.start(List.of(registration(9091)));
            await().until(() -> registrar.status().lastError().isPresent());

            assertThat(registrar.status().registered()).isFalse();
            assertThat(registrar.status().missing()).containsExactly("gateway-127.0.0.1:9091");
            assertThat(registrar.status().lastError())
                    .contains("PUT /v1/agent/service/register answered 403: Permission denied for <token>");

            consul.always(REGISTER, status(200, ""));
            await().until(() -> registrar.status().registered());
            assertThat(registrar.status().lastError()).isEmpty();
            assertThat(consul.requests(REGISTER)).hasSize(3);
        }

        @Test
        void ofOneDoesNotKeepOutTheOthers() {
            consul.always(SERVICES, json(0, "{}"))
                    .then(REGISTER, status(400, "bad name"))
                    .always(REGISTER, status(200, ""));

            registrar.start(List.of(registration(9091), registration(9093)));
            await().until(() -> registrar.status().lastError().isPresent());

            assertThat(registrar.status().missing()).containsExactly("gateway-127.0.0.1:9091");
            assertThat(consul.requests(REGISTER)).hasSize(2);
        }

        @Test
        void toListTheServicesIsSaid() {
            consul.always(SERVICES, status(500, "No cluster leader"));

            registrar.start(List.of(registration(9091)));
            await().until(() -> registrar.status().lastError().isPresent());

            assertThat(registrar.status().lastError().orElseThrow()).contains("answered 500: No cluster leader");
            assertThat(registrar.status().missing()).containsExactly("gateway-127.0.0.1:9091");
            assertThat(registrar.status().lastSuccess()).isEmpty();
        }
    }

    @Test
    void aProbeThatThrowsMeansNotWell() {
        ServiceRegistrar defective = new ServiceRegistrar(
                api,
                "gateway",
                "router",
                registration -> {
                    throw new IllegalStateException("a defect of a probe");
                },
                Surroundings.of(Clock.systemUTC(), new SplittableRandom(5)));
        consul.always(SERVICES, json(0, "{}")).always(REGISTER, status(200, ""));

        try (defective) {
            defective.start(List.of(registration(9091)));
            await().until(() -> !consul.requests(REGISTER).isEmpty());
        }

        assertThat(consul.requests(REGISTER).getFirst().body()).contains("\"Status\":\"critical\"");
    }

    @Test
    void aDefectIsSaidAndDoesNotEndTheRounds() {
        AtomicInteger pauses = new AtomicInteger();
        List<RegistrarStatus> statuses = new CopyOnWriteArrayList<>();
        consul.always(SERVICES, json(0, "{}"));
        ServiceRegistrar[] breaking = new ServiceRegistrar[1];
        Sleeper broken = pause -> {
            statuses.add(breaking[0].status());
            if (pauses.getAndIncrement() == 0) {
                throw new IllegalStateException("a broken clock");
            }
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
        };
        Surroundings surroundings = new Surroundings(Clock.systemUTC(), new SplittableRandom(5), broken);
        breaking[0] = new ServiceRegistrar(api, "gateway", "router", registration -> true, surroundings);

        try (ServiceRegistrar running = breaking[0]) {
            running.start(List.of());
            await().until(() -> statuses.size() > 2);
        }

        assertThat(statuses.get(0).registered()).isTrue();
        assertThat(statuses.get(1).registered()).isFalse();
        assertThat(statuses.get(1).lastError())
                .hasValueSatisfying(
                        error -> assertThat(error).contains("a defect of consul-register-gateway", "a broken clock"));
        assertThat(statuses.get(2).registered()).isTrue();
    }

    @Test
    void closingDeregistersNothing() {
        consul.always(SERVICES, json(0, services(registration(9091), "router")));
        registrar.start(List.of(registration(9091)));
        await().until(() -> registrar.status().registered());

        registrar.close();

        assertThat(consul.requests(DEREGISTER)).isEmpty();
    }

    private static Member member(int port) {
        return Member.at(URI.create("http://127.0.0.1:" + port));
    }

    private static Registration registration(int port) {
        return Registration.of("gateway", member(port), CHECK);
    }

    /** The agent's list with this one registered by an owner. */
    private static String services(Registration registration, String owner) {
        return """
               {"other": {"ID": "other", "Service": "other", "Meta": {}, "Port": 1, "Address": "", "Weights": {"Passing": 1}},
                "%s": {"ID": "%s", "Service": "gateway", "Tags": [], "Port": %d, "Address": "127.0.0.1",
                       "Meta": {"promshard-owner": "%s", "scheme": "http", "prefix": "",
                                "promshard-check": "%s every 5000ms", "added-by": "somebody"},
                       "Weights": {"Passing": %d, "Warning": %d}}}""".formatted(
                        registration.id(),
                        registration.id(),
                        registration.url().getPort(),
                        owner,
                        registration.checkUrl(),
                        registration.weight(),
                        registration.weight());
    }
}
