package ocs.pulse.http;

import io.javalin.http.Context;

/** What tells browsers to do nothing with an answer but show it; a page of ours says of itself what more it needs. */
final class SecurityHeaders {
    private SecurityHeaders() {}

    static void write(Context context) {
        context.header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("X-Frame-Options", "DENY")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        if (context.scheme().equals("https")) {
            context.header("Strict-Transport-Security", "max-age=31536000");
        }
    }
}
