package ocs.pulse.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A large body that is sent as fast as it is read, and holds no thread while it is not: a few hundred readers who do not
 * read would otherwise have all of them.
 */
final class Download implements WriteListener {
    /** What the container holds of a body by itself; beyond that the thread that writes waits for the reader. */
    private static final int HELD = 16 * 1024;

    private final InputStream in;
    private final ServletOutputStream out;
    private final byte[] block = new byte[16 * 1024];
    private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();

    private Download(InputStream in, ServletOutputStream out) {
        this.in = in;
        this.out = out;
    }

    /** A body that is at hand, compressed where it is large and the caller takes that. */
    static void answer(Context context, byte[] body) {
        if (body.length <= HELD || context.method() == HandlerType.HEAD) {
            context.result(body);
            return;
        }
        boolean packed = takesGzip(context);
        if (packed) {
            context.header("Content-Encoding", "gzip");
        }
        send(context, new ByteArrayInputStream(packed ? gzip(body) : body));
    }

    private static boolean takesGzip(Context context) {
        @Nullable String taken = context.header("Accept-Encoding");
        return taken != null
                && Stream.of(taken.split(",", -1))
                        .map(one -> one.replace(" ", ""))
                        .anyMatch(one -> one.startsWith("gzip") && !one.endsWith(";q=0"));
    }

    private static byte[] gzip(byte[] body) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(body.length / 4);
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(body);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return packed.toByteArray();
    }

    /** After all headers; the body is closed when it has been sent or its reader has left. */
    static void send(Context context, InputStream body) {
        try {
            AsyncContext async = context.req().startAsync(context.req(), context.res());
            async.setTimeout(0);
            Download download = new Download(body, context.res().getOutputStream());
            context.future(() -> download.ended);
            download.out.setWriteListener(download);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    @Override
    public void onWritePossible() throws IOException {
        while (out.isReady()) {
            int count = in.read(block);
            if (count < 0) {
                end();
                return;
            }
            out.write(block, 0, count);
        }
    }

    @Override
    public void onError(Throwable gone) {
        end();
    }

    private void end() {
        try {
            in.close();
        } catch (IOException unread) {
            throw new UncheckedIOException(unread);
        } finally {
            ended.complete(null);
        }
    }
}
