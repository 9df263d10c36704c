package io.promshard.pgw.grouping;

import org.jspecify.annotations.Nullable;

/** Which label names a Pushgateway takes in a path. All gateways behind one router must be set the same way. */
public enum LabelNames {

    /** Letters, digits and underscores, the first no digit: a Pushgateway without further flags. */
    LEGACY {
        @Override
        @Nullable String decode(String name) {
            return isLegacy(name) ? name : null;
        }
    },

    /** Any UTF-8, plain or with {@code U__} escapes: a Pushgateway with {@code --push.enable-utf8-names}. */
    UTF8 {
        @Override
        @Nullable String decode(String name) {
            String decoded = EscapedName.unescape(name);
            return !decoded.isEmpty() && ByteStrings.isUtf8(decoded) ? decoded : null;
        }
    };

    /** What must not begin a name in a path. It may begin one after unescaping; see {@link Poison#RESERVED_NAME}. */
    static final String RESERVED = "__";

    /** The name that is meant, null if the gateway refuses it. */
    @Nullable String read(String name) {
        return name.startsWith(RESERVED) ? null : decode(name);
    }

    abstract @Nullable String decode(String name);

    private static boolean isLegacy(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean first = Ascii.isLetter(c) || c == '_';
            boolean later = i > 0 && Ascii.isDigit(c);
            if (!first && !later) {
                return false;
            }
        }
        return !name.isEmpty();
    }
}
