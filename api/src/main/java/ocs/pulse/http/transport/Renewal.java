package ocs.pulse.http.transport;

import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import ocs.pulse.settings.ProgramProblem;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves with a renewed certificate some seconds after its files were replaced; open connections keep the old one. */
final class Renewal extends AbstractLifeCycle {
    private static final Logger LOG = LoggerFactory.getLogger(Renewal.class);
    private static final long LOOK_SECONDS = 5;

    private final PemFiles files;
    private final SslContextFactory factory;
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "certificate");
        thread.setDaemon(true);
        return thread;
    });
    private PemFiles.@Nullable Age used;

    Renewal(PemFiles files, SslContextFactory factory) {
        this.files = files;
        this.factory = factory;
    }

    @Override
    protected void doStart() throws IOException {
        used = files.age();
        var unused = looking.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    protected void doStop() {
        looking.shutdownNow();
    }

    private void look() {
        try {
            PemFiles.Age age = files.age();
            if (age.equals(used)) {
                return;
            }
            factory.reload(files::use);
            used = age;
            LOG.info("Certificate {} is renewed", files.certificate());
        } catch (ProgramProblem halfWritten) {
            LOG.warn("The old certificate stays in use: {}", halfWritten.getMessage());
        } catch (Exception unreadable) {
            LOG.warn("The old certificate stays in use", unreadable);
        }
    }
}
