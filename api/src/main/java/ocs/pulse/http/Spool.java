package ocs.pulse.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Bytes on their way that are too many for memory, written once and then read once. They stand in a temporary file that has
 * no name any more, so that their space is free as soon as this is closed, or nobody knows it, or the process is gone.
 */
final class Spool implements AutoCloseable {
    private final FileChannel file;

    Spool() {
        try {
            Path path = Files.createTempFile("pulse", null);
            file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
            Files.delete(path);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    /** Appends to it. */
    OutputStream in() {
        return Channels.newOutputStream(file);
    }

    /** From its beginning; the spool is closed with it. */
    InputStream out() {
        try {
            file.position(0);
            return Channels.newInputStream(file);
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException unwritten) {
            throw new UncheckedIOException(unwritten);
        }
    }
}
