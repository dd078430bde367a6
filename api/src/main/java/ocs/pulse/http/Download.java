package ocs.pulse.http;

import io.javalin.http.Context;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A large body that is sent as fast as it is read, and holds no thread while it is not. */
final class Download implements WriteListener {
    private final InputStream in;
    private final ServletOutputStream out;
    private final byte[] block = new byte[16 * 1024];
    private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();

    private Download(InputStream in, ServletOutputStream out) {
        this.in = in;
        this.out = out;
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
