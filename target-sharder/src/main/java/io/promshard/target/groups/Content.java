package io.promshard.target.groups;

import io.promshard.target.groups.yaml.YamlParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a file held at a moment: two are equal if they had the same content, or were unreadable for the same reason.
 *
 * @param text of the file; empty if there is none
 * @param failure why it could not be read; empty if it could
 */
record Content(String text, String failure) {

    /** More than the parser takes, of four bytes a character. */
    private static final int MOST_BYTES = 4 * (YamlParser.LONGEST + 1);

    static Content of(Path file) {
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] bytes = stream.readNBytes(MOST_BYTES);
            return new Content(
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString(),
                    "");
        } catch (CharacterCodingException e) {
            return new Content("", "is no UTF-8");
        } catch (IOException e) {
            return new Content("", "cannot be read: " + e);
        }
    }
}
