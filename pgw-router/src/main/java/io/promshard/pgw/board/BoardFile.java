package io.promshard.pgw.board;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what a {@link LocalBoard} shall know after a restart. Written whole, and put in place at once. */
public final class BoardFile {

    private static final Logger log = LoggerFactory.getLogger(BoardFile.class);

    /** "PGW1". */
    private static final int MAGIC = 0x50475731;

    private final @Nullable Path path;

    /** @param path null to keep nothing */
    public BoardFile(@Nullable Path path) {
        this.path = path;
    }

    /** Nothing if there is no file; what cannot be read is told and left where it is. */
    Map<Note, byte[]> read() {
        if (path == null || !Files.exists(path)) {
            return Map.of();
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(Files.readAllBytes(path)))) {
            return parse(in);
        } catch (IOException | IllegalArgumentException e) {
            log.error("{} cannot be read, drains and deletions from before the restart are forgotten: {}", path, e);
            return Map.of();
        }
    }

    private static Map<Note, byte[]> parse(DataInputStream in) throws IOException {
        if (in.readInt() != MAGIC) {
            throw new IOException("it is of another format");
        }
        Map<Note, byte[]> notes = new HashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            Note note = new Note(Topic.valueOf(in.readUTF()), in.readUTF());
            int length = in.readInt();
            byte[] content = in.readNBytes(length);
            if (content.length < length) {
                throw new IOException("it is cut off");
            }
            notes.put(note, content);
        }
        return notes;
    }

    void write(Map<Note, byte[]> notes) throws BoardException {
        if (path == null) {
            return;
        }
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        try {
            Files.write(fresh, bytes(notes));
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new BoardException(path + " cannot be written: " + e);
        }
    }

    private static byte[] bytes(Map<Note, byte[]> notes) throws IOException {
        Map<Note, byte[]> lasting = new HashMap<>(notes);
        lasting.keySet().removeIf(note -> !note.topic().isLasting());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(MAGIC);
        out.writeInt(lasting.size());
        for (Map.Entry<Note, byte[]> entry : lasting.entrySet()) {
            out.writeUTF(entry.getKey().topic().name());
            out.writeUTF(entry.getKey().name());
            out.writeInt(entry.getValue().length);
            out.write(entry.getValue());
        }
        return bytes.toByteArray();
    }
}
