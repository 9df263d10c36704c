package io.promshard.pgw.grouping;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Base64;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * Request targets that are nearly right. They mix good pieces with escapes, base64, dots, slashes, odd bytes, {@code
 * U__} names, duplicates, absolute forms and queries. Half of them have a label that no other has. The same seed gives
 * the same targets.
 *
 * <p>No target has a line feed, which would end the request line. Authorities are sound, since the parser does not look
 * at them.
 */
final class RandomTargets {

    private static final String[] SCHEMES = {"http://h.example:80", "HTTPS://u@h", "http://", "web+x:", "foo", "1:"};
    private static final String[] ROUTES = {
        "/%6Detrics/job/",
        "/metrics/job%2F",
        "/METRICS/job/",
        "/metrics/JOB@base64/",
        "//metrics/job/",
        "/./metrics/job/",
        "/metrics/%2Fjob/",
        "/metrics/%2e%2e/metrics/job/",
        "/metrics/job",
        "/metrics/job@base64",
        "/metrics/jobs/",
        "/x/metrics/job/",
        "/metrics/job/../job/",
        "/Metrics/Job/./",
        "/metrics%2Fjob@base64%2F",
        "/metric%C5%BF/job/",
        "/"
    };
    private static final String[] NAMES = {
        "a",
        "b",
        "instance",
        "le",
        "job",
        "_x",
        "a1",
        "1a",
        "_",
        "__a",
        "a-b",
        "a.b",
        "%C3%A9",
        "U__",
        "U__foo",
        "U__foo_2e_bar",
        "U___5f__5f_a",
        "U__a_",
        "U___1F60A_",
        "U___d800_",
        "U___10FFFF_",
        "U__in_xxx_valid",
        ""
    };
    private static final String[] SUFFIXES = {"@base64", "@base64", "@base64", "%40base64", "@BASE64", "@base64@base64"
    };
    private static final String[] VALUES = {
        "x",
        "y",
        "1",
        "web-17.example",
        "b+c",
        "b;c",
        "a=b",
        "\u00C3\u00A9",
        "%C3%A9",
        "e%CC%81",
        "%F0%9F%98%8A",
        "%ED%A0%80",
        "%C0%AF",
        "%ff",
        "%00",
        "%20",
        "%3F",
        "%23",
        "#",
        "%25",
        "%252F",
        "@base64",
        "",
        ".",
        "..",
        "...",
        "%2e",
        "%2E%2e",
        ".a",
        "%2F",
        "%2f%2F",
        "a%2Fb",
        "%2F..",
        "%2F.",
        "(",
        "[",
        "\"",
        "|",
        "^",
        "%zz",
        "%c",
        "?q",
        "?"
    };
    private static final String ESCAPE_LETTERS = "__2eE5f0dFgz";
    private static final String BASE64_LETTERS = "AQMeBw_-x4=\r+/$";

    private final SplittableRandom random;
    private int serial;

    RandomTargets(long seed) {
        this.random = new SplittableRandom(seed);
    }

    String next() {
        String path = route() + labels() + ending() + maybe(3, () -> "?q=" + value());
        return chance(3) ? oneOf(SCHEMES) + path : chance(5) ? damaged(path) : path;
    }

    /** Any bytes at all, up to a length; half of them behind a good start. */
    String garbage(int maxLength) {
        StringBuilder garbage = new StringBuilder(chance(50) ? "/metrics/job/x/" : "");
        for (int length = random.nextInt(maxLength + 1); length > 0; length--) {
            garbage.append(chance(30) ? "/%.?=_".charAt(random.nextInt(6)) : (char) random.nextInt(0x100));
        }
        return garbage.toString();
    }

    private String route() {
        return switch (random.nextInt(10)) {
            case 0 -> oneOf(ROUTES) + (chance(50) ? value() : base64());
            case 1, 2 -> "/metrics/job@base64/" + base64();
            default -> "/metrics/job/" + value();
        };
    }

    private String labels() {
        StringBuilder labels = new StringBuilder(maybe(50, () -> "/n/" + serial++));
        for (int pairs = random.nextInt(5); pairs > 0; pairs--) {
            labels.append(label());
        }
        return labels.toString();
    }

    private String label() {
        String name = chance(40)
                ? "l" + random.nextInt(10)
                : chance(10) ? random(ESCAPE_LETTERS, "U__") : chance(5) ? value() : oneOf(NAMES);
        if (chance(30)) {
            return "/" + name + oneOf(SUFFIXES) + "/" + base64();
        }
        return "/" + name + "/" + value();
    }

    private String ending() {
        return switch (random.nextInt(60)) {
            case 0 -> "/";
            case 1 -> "//";
            case 2 -> "/a";
            case 3 -> "/..";
            default -> "";
        };
    }

    private String value() {
        if (chance(40)) {
            return "v" + random.nextInt(10);
        }
        return chance(15) ? escaped(bytes(4)) : chance(5) ? visible(bytes(4)) : oneOf(VALUES);
    }

    private String base64() {
        if (chance(25)) {
            return random(BASE64_LETTERS, "").replace("\r", "%0D");
        }
        String encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(8).getBytes(ISO_8859_1));
        return encoded + "=".repeat(chance(30) ? random.nextInt(4) : 0) + maybe(5, () -> "%0A") + maybe(3, this::value);
    }

    private String bytes(int maxLength) {
        StringBuilder bytes = new StringBuilder();
        for (int length = random.nextInt(maxLength + 1); length > 0; length--) {
            bytes.append((char) (chance(50) ? 'a' + random.nextInt(26) : random.nextInt(0x100)));
        }
        return bytes.toString();
    }

    private static String escaped(String bytes) {
        return "%" + HexFormat.ofDelimiter("%").formatHex((bytes + "x").getBytes(ISO_8859_1));
    }

    private static String visible(String bytes) {
        return bytes.replace('\n', 'n');
    }

    private String damaged(String target) {
        int at = random.nextInt(target.length());
        String inserted = chance(50) ? visible(String.valueOf((char) random.nextInt(0x100))) : "";
        return target.substring(0, at) + inserted + target.substring(at + 1);
    }

    private String random(String letters, String start) {
        StringBuilder word = new StringBuilder(start);
        for (int length = random.nextInt(9); length > 0; length--) {
            word.append(letters.charAt(random.nextInt(letters.length())));
        }
        return word.toString();
    }

    private String maybe(int percent, Supplier<String> piece) {
        return chance(percent) ? piece.get() : "";
    }

    private String oneOf(String[] pieces) {
        return pieces[random.nextInt(pieces.length)];
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }
}
