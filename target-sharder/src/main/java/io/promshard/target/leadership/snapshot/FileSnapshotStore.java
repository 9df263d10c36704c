package io.promshard.target.leadership.snapshot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file on this machine, of a sharder that is alone. It is replaced by a rename after its bytes have reached the disk, so a crash
 * leaves the old one or the new one. What is no snapshot is named in a warning and left out of account.
 */
public final class FileSnapshotStore implements SnapshotStore {

    private static final long LONGEST = 256L * 1024 * 1024;
    private static final Logger log = LoggerFactory.getLogger(FileSnapshotStore.class);

    private final Path file;
    private final Path staging;

    /** @param directory of its own; made when it is first written to */
    public FileSnapshotStore(Path directory) {
        this.file = directory.resolve("snapshot");
        this.staging = directory.resolve("snapshot.new");
    }

    @Override
    public Reading read() {
        try {
            if (Files.size(file) > LONGEST) {
                return ignored("it has more than " + LONGEST + " bytes");
            }
            return new Reading.Found(SnapshotFrame.read(Files.readAllBytes(file)));
        } catch (NoSuchFileException e) {
            return new Reading.Nothing();
        } catch (SnapshotException e) {
            return ignored(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return new Reading.Failed(file + " cannot be read: " + e);
        }
    }

    @Override
    public Writing write(Snapshot snapshot) {
        try {
            Files.createDirectories(staging.toAbsolutePath().getParent());
            store(ByteBuffer.wrap(SnapshotFrame.write(snapshot)));
            Files.move(staging, file, StandardCopyOption.ATOMIC_MOVE);
            return new Writing.Written();
        } catch (IOException e) {
            return new Writing.Failed(file + " cannot be written: " + e);
        }
    }

    /** Nobody else writes to it. */
    @Override
    public void watch(Consumer<Snapshot> listener) {}

    @Override
    public void close() {}

    private void store(ByteBuffer bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(
                staging, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private Reading ignored(String why) {
        log.warn("{} is ignored, and the state is rebuilt from what collectors report: {}", file, why);
        return new Reading.Nothing();
    }
}
