package ocs.pulse.http;

import io.javalin.http.Context;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;

/** Gives back what a request holds until its answer has been sent, or could not be, which is after its handler. */
final class EndOfRequest implements ServletRequestListener {
    private static final String HELD = EndOfRequest.class.getName();

    /** Of one request one thing. */
    static void close(Context context, CallerLimits.Turn held) {
        context.req().setAttribute(HELD, held);
    }

    @Override
    public void requestDestroyed(ServletRequestEvent event) {
        if (event.getServletRequest().getAttribute(HELD) instanceof CallerLimits.Turn held) {
            held.close();
        }
    }
}
