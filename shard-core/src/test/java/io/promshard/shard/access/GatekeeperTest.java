package io.promshard.shard.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.crypto.bcrypt.BCrypt;

@Timeout(30)
class GatekeeperTest {

    private static final String TOKEN = "0123456789abcdef";

    private final AtomicInteger verified = new AtomicInteger();
    private final AtomicLong now = new AtomicLong();
    private Path users;
    private Path tokens;
    private Gatekeeper gatekeeper;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        users = Files.writeString(folder.resolve("users.yml"), users("alice", "wonder:land"));
        tokens = Files.writeString(folder.resolve("tokens.yml"), "bearer_tokens: {grafana: '" + TOKEN + "'}");
        gatekeeper = gatekeeper(new Passwords(this::check, 2, new SecureRandom()));
    }

    private Gatekeeper gatekeeper(Passwords passwords) throws BrokenFileException {
        return new Gatekeeper(
                Optional.of(WatchedFile.open(users, Users::parse, now::get)),
                Optional.of(WatchedFile.open(tokens, Tokens::parse, now::get)),
                passwords);
    }

    private static String users(String user, String password) {
        return "basic_auth_users: {" + user + ": '" + BCrypt.hashpw(password, BCrypt.gensalt(4)) + "'}";
    }

    private boolean check(String password, String hash) {
        verified.incrementAndGet();
        return BCrypt.checkpw(password, hash);
    }

    private static List<String> basic(String pair) {
        return List.of("Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void admitsWhoHasThePassword() {
        assertThat(gatekeeper.judge(basic("alice:wonder:land"))).isEqualTo(new Verdict.Admitted("alice"));
    }

    @Test
    void admitsWhoHasAToken() {
        assertThat(gatekeeper.judge(List.of("bearer  " + TOKEN))).isEqualTo(new Verdict.Admitted("grafana"));
    }

    @Test
    void tellsWhoHasNothingFromWhoIsWrong() {
        assertThat(gatekeeper.judge(List.of())).isEqualTo(new Verdict.Unknown());
        assertThat(gatekeeper.judge(basic("alice:x"))).isEqualTo(new Verdict.Wrong());
        assertThat(gatekeeper.judge(basic("bob:wonder:land"))).isEqualTo(new Verdict.Wrong());
        assertThat(gatekeeper.judge(List.of("Bearer " + TOKEN + "0"))).isEqualTo(new Verdict.Wrong());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "Basic",
                "Basic ",
                "Basic *",
                "Basic YWxpY2U=",
                "Basic //8=",
                "Bearer",
                "Digest a=b",
                "0123456789abcdef",
                "Basic YWxpY2U6d29uZGVyOmxhbmQ= x"
            })
    void refusesWhatItDoesNotUnderstand(String header) {
        assertThat(gatekeeper.judge(List.of(header))).isEqualTo(new Verdict.Wrong());
    }

    @Test
    void refusesTwoCredentialsAtOnceEvenIfBothAreRight() {
        String right = basic("alice:wonder:land").getFirst();

        assertThat(gatekeeper.judge(List.of(right, right))).isEqualTo(new Verdict.Wrong());
    }

    @Test
    void verifiesNothingTwice() {
        for (int i = 0; i < 5; i++) {
            gatekeeper.judge(basic("alice:wonder:land"));
            gatekeeper.judge(basic("alice:wrong"));
            gatekeeper.judge(basic("nobody:wrong"));
        }

        assertThat(verified).hasValue(3);
    }

    @Test
    void takesAsLongForAUserWhoIsNotThere() {
        gatekeeper.judge(basic("nobody:x"));

        assertThat(verified).hasValue(1);
    }

    @Test
    void forgetsAPasswordThatTheFileHasNoMore() throws Exception {
        gatekeeper.judge(basic("alice:wonder:land"));
        Files.writeString(users, users("alice", "new"));
        now.addAndGet(Duration.ofSeconds(2).toNanos());

        assertThat(gatekeeper.judge(basic("alice:wonder:land"))).isEqualTo(new Verdict.Wrong());
        assertThat(gatekeeper.judge(basic("alice:new"))).isEqualTo(new Verdict.Admitted("alice"));
    }

    @Test
    void keepsWhoIsKnownWhileOthersGuess() {
        gatekeeper.judge(basic("alice:wonder:land"));
        for (int i = 0; i < 1_100; i++) {
            gatekeeper.judge(basic("alice:" + i));
        }
        verified.set(0);

        assertThat(gatekeeper.judge(basic("alice:wonder:land"))).isEqualTo(new Verdict.Admitted("alice"));
        assertThat(verified).hasValue(0);
    }

    @Test
    void turnsAwayWhoFindsNoTurnAndStillAdmitsWhoIsKnown() throws Exception {
        CountDownLatch taken = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Gatekeeper busy = gatekeeper(new Passwords(
                (password, hash) -> {
                    if (password.equals("slow")) {
                        taken.countDown();
                        await(end);
                    }
                    return password.equals("wonder:land");
                },
                1,
                new SecureRandom()));
        busy.judge(basic("alice:wonder:land"));
        Thread slow = Thread.startVirtualThread(() -> busy.judge(basic("alice:slow")));
        taken.await();

        assertThat(busy.judge(basic("alice:other"))).isEqualTo(new Verdict.Busy());
        assertThat(busy.judge(basic("alice:wonder:land"))).isEqualTo(new Verdict.Admitted("alice"));

        end.countDown();
        slow.join();
        assertThat(busy.judge(basic("alice:other"))).isEqualTo(new Verdict.Wrong());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void takesNoPasswordsWhereThereAreNoUsers() throws Exception {
        Gatekeeper bearers = new Gatekeeper(
                Optional.empty(),
                Optional.of(WatchedFile.open(tokens, Tokens::parse, now::get)),
                new Passwords(this::check, 1, new SecureRandom()));

        assertThat(bearers.judge(basic("alice:wonder:land"))).isEqualTo(new Verdict.Wrong());
        assertThat(bearers.challenges()).containsExactly("Bearer realm=\"promshard\"");
    }
}
