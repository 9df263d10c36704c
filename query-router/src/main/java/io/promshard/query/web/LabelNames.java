package io.promshard.query.web;

/**
 * Label names in paths: {@code U__label_2e_with_2e_dots} is {@code label.with.dots}.
 *
 * @see <a href="https://github.com/prometheus/common/blob/v0.65.0/model/metric.go">UnescapeName</a>
 */
final class LabelNames {

    private static final String PREFIX = "U__";
    private static final int LONGEST_CODE = 6;

    private LabelNames() {}

    /** The name itself; one that is no whole escape is taken as it stands. */
    static String unescaped(String name) {
        if (!name.startsWith(PREFIX)) {
            return name;
        }
        StringBuilder plain = new StringBuilder();
        for (int i = PREFIX.length(); i < name.length(); i++) {
            if (name.charAt(i) != '_') {
                plain.append(name.charAt(i));
            } else if (name.startsWith("__", i)) {
                plain.append('_');
                i++;
            } else {
                int end = name.indexOf('_', i + 1);
                int code = end < 0 ? -1 : code(name.substring(i + 1, end));
                if (code < 0) {
                    return name;
                }
                plain.appendCodePoint(code);
                i = end;
            }
        }
        return plain.toString();
    }

    private static int code(String hex) {
        if (hex.isEmpty() || hex.length() > LONGEST_CODE || !hex.chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
            return -1;
        }
        int code = Integer.parseInt(hex, 16);
        return Character.isValidCodePoint(code) && (code < 0xD800 || code > 0xDFFF) ? code : -1;
    }
}
