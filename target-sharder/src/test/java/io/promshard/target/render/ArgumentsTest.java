package io.promshard.target.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.promshard.target.spec.SourceSpec.Deliver;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {

    private static RenderOptions read(String line) throws RenderException {
        return Arguments.read(List.of(line.split(" ", -1)));
    }

    @Test
    void areReadWithTheirDefaults() throws Exception {
        assertThat(read("--config p.yml --group g --out o --service prom --http http://sharder:9098/"))
                .isEqualTo(new RenderOptions(
                        Path.of("p.yml"),
                        "g",
                        Path.of("o"),
                        "http://localhost:9090",
                        "prom",
                        Map.of(),
                        "http://sharder:9098/sd/{group}/{collector}/{job}",
                        "",
                        Deliver.RAW,
                        List.of(),
                        List.of()));
    }

    @Test
    void areReadAsTheyAre() throws Exception {
        assertThat(
                        read(
                                "--config=p.yml --group=g --out=o --collector a=http://a:9090 --collector=b=http://b:9090"
                                        + " --files=/t/{collector}/{job}.json --engine=http://e:9090 --deliver=relabeled --job=x --job=y --leave=z"))
                .isEqualTo(new RenderOptions(
                        Path.of("p.yml"),
                        "g",
                        Path.of("o"),
                        "http://e:9090",
                        "",
                        Map.of("a", "http://a:9090", "b", "http://b:9090"),
                        "",
                        "/t/{collector}/{job}.json",
                        Deliver.RELABELED,
                        List.of("x", "y"),
                        List.of("z")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--config|--config needs a value",
                "--config a --config b|--config is there twice",
                "-h|unknown argument: -h",
                "p.yml|unknown argument: p.yml",
                "--confg=p.yml|unknown argument: --confg=p.yml",
                "--group=g|give one of --collector and --service",
                "--service=s --collector=a=b|give one of --collector and --service",
                "--service=s|give one of --http and --files",
                "--service=s --files=/t/x.json|--files must have {job} in it, got: /t/x.json",
                "--service=s --http=h|--config is missing",
                "--service=s --http=h --config=p --group=a/b|--group: a name has letters, digits and _ . -, got: a/b",
                "--collector=a --http=h --config=p --group=g --out=o|--collector must be ID=URL, got: a",
                "--service=s --http=h --config=p --group=g --out=o --deliver=x|--deliver must be raw or relabeled, got: x",
            })
    void areRefused(String line, String why) {
        assertThatExceptionOfType(RenderException.class)
                .isThrownBy(() -> read(line))
                .withMessage(why);
    }
}
