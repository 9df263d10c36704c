package io.promshard.target.web;

import io.promshard.target.leadership.Peer;
import io.promshard.target.leadership.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A sharder that has distributed its targets, and its API without orders and with them. */
@Timeout(60)
abstract class ApiTestBase {

    @TempDir
    Path directory;

    protected TestSharder sharder;
    protected Api api;
    protected Api admin;

    @BeforeEach
    void start() throws IOException {
        sharder = TestSharder.running(directory);
        api = new Api(sharder, false);
        admin = new Api(sharder, true);
    }

    @AfterEach
    void stop() {
        sharder.close();
    }

    void followsAnother() {
        sharder.role.set(new Role.Follower(Optional.of(new Peer("b", "http://10.0.0.2:9098"))));
    }

    /** Of the only target with that address. */
    String keyOf(String address) {
        return api.get("/api/v1/groups/web/explain?target=" + address)
                .data()
                .get(0)
                .path("key")
                .asString();
    }
}
