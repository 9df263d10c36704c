package io.promshard.shard.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class WatchedFileTest {

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private final AtomicInteger reads = new AtomicInteger();
    private Path path;
    private WatchedFile<String> file;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        path = Files.writeString(folder.resolve("users.yml"), "one");
        file = WatchedFile.open(path, this::read, now::get);
    }

    private String read(String content) throws BrokenFileException {
        reads.incrementAndGet();
        if (content.startsWith("bad")) {
            throw new BrokenFileException("it is bad");
        }
        return content;
    }

    private void secondsPass(int seconds) {
        now.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    @Test
    void isReadAgainAfterASecond(CapturedOutput log) throws Exception {
        Files.writeString(path, "two");

        assertThat(file.current()).isEqualTo("one");
        secondsPass(1);
        assertThat(file.current()).isEqualTo("two");
        assertThat(log).containsOnlyOnce(path + " was read again");
    }

    @Test
    void isUnderstoodAnewOnlyWhenItChanged(CapturedOutput log) {
        secondsPass(5);
        file.current();
        secondsPass(5);
        file.current();

        assertThat(reads).hasValue(1);
        assertThat(log).isEmpty();
    }

    @Test
    void keepsTheLastGoodContentAndSaysSoOnce(CapturedOutput log) throws Exception {
        Files.writeString(path, "bad");
        for (int i = 0; i < 3; i++) {
            secondsPass(1);
            assertThat(file.current()).isEqualTo("one");
        }

        assertThat(file.trouble()).contains(path + " cannot be used: it is bad");
        assertThat(log).containsOnlyOnce("it is bad; what it said before counts on");
        assertThat(reads).hasValue(2);
    }

    @Test
    void isWellAgainOnceMended() throws Exception {
        Files.writeString(path, "bad");
        secondsPass(1);
        file.current();

        Files.writeString(path, "one");
        secondsPass(1);

        assertThat(file.current()).isEqualTo("one");
        assertThat(file.trouble()).isEmpty();
    }

    @Test
    void mayBeAwayForAWhile() throws Exception {
        Files.delete(path);
        secondsPass(1);

        assertThat(file.current()).isEqualTo("one");
        assertThat(file.trouble()).hasValueSatisfying(why -> assertThat(why).contains(path.toString(), "not there"));

        Files.writeString(path, "one");
        secondsPass(1);
        assertThat(file.trouble()).isEmpty();
    }

    @Test
    void mustBeGoodToBeginWith(@TempDir Path other) throws Exception {
        Path bad = Files.writeString(other.resolve("bad"), "bad");

        assertThatThrownBy(() -> WatchedFile.open(bad, this::read, now::get))
                .isInstanceOf(BrokenFileException.class)
                .hasMessageContaining(bad.toString());
        assertThatThrownBy(() -> WatchedFile.open(other, this::read, now::get)).isInstanceOf(BrokenFileException.class);
    }

    @Test
    void isNoLargerThanAMegabyte(@TempDir Path other) throws Exception {
        Path large = Files.write(other.resolve("large"), new byte[(1 << 20) + 1]);

        assertThatThrownBy(() -> WatchedFile.open(large, this::read, now::get))
                .isInstanceOf(BrokenFileException.class)
                .hasMessageContaining("larger than 1048576 bytes");
    }
}
