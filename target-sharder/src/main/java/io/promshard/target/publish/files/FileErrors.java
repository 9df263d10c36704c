package io.promshard.target.publish.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What is wrong with a file, in words; the JDK's own messages often are a path and nothing else. */
final class FileErrors {

    private FileErrors() {}

    static String text(IOException e) {
        return switch (e) {
            case NoSuchFileException missing -> subject(missing) + ": no such file or directory";
            case AccessDeniedException denied -> subject(denied) + ": permission denied";
            case AtomicMoveNotSupportedException other -> subject(other) + ": staged on another file system";
            case FileSystemException other -> subject(other) + ": " + other.getReason();
            default -> e.getClass().getSimpleName() + ": " + e.getMessage();
        };
    }

    /** Of a move, where to. */
    private static String subject(FileSystemException e) {
        return e.getOtherFile() == null ? String.valueOf(e.getFile()) : e.getOtherFile();
    }
}
