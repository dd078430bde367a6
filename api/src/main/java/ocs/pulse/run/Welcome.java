package ocs.pulse.run;

import java.util.Locale;
import java.util.Optional;
import ocs.pulse.demo.DemoDatabase;
import ocs.pulse.settings.Role;

/**
 * What a command prints once it is ready.
 *
 * @param seconds from the start to the first answer
 * @param postgres where psql finds the database that the program itself runs
 */
record Welcome(Role role, double seconds, String kafka, Optional<String> postgres) {

    String text(Optional<Door> door, Optional<Integer> port) {
        StringBuilder text = new StringBuilder();
        line(text, "pulse %s is ready after %.1f s", role.command(), seconds);
        if (door.isPresent() && port.isPresent()) {
            address(text, door.get(), port.get());
        } else {
            line(text, "  kafka  %s", kafka);
            port.ifPresent(status -> line(text, "  status pulse status --url http://127.0.0.1:%d", status));
        }
        line(text, "Ctrl-C stops it; the next start goes on where it was.");
        return text.toString();
    }

    private void address(StringBuilder text, Door door, int port) {
        String url = (door.tls().isPresent() ? "https://" : "http://")
                + (door.host().contains(":") ? "[" + door.host() + "]" : door.host()) + ":" + port;
        String header = door.token()
                .map(token -> " -H 'Authorization: Bearer " + token + "'")
                .orElse("");
        String team = role == Role.DEMO ? DemoDatabase.TEAM : "TEAM";
        line(text, "");
        line(text, "  url    %s", url);
        line(text, "  page   %s/teams/%s%s", url, team, door.token().isPresent() ? "  (asks for the token once)" : "");
        door.token().ifPresent(token -> line(text, "  token  %s", token));
        postgres.ifPresent(uri -> line(text, "  psql   %s", uri));
        line(text, "");
        line(text, "Try:");
        line(text, "  curl -s%s '%s/api/teams/%s/dashboard/overview?date_range=30'", header, url, team);
        line(text, "  curl -s%s '%s/api/teams/%s/chatbots'", header, url, team);
        line(text, "  curl -si%s '%s/api/teams/%s/sessions?page_size=5'", header, url, team);
        line(text, "  curl -s '%s/health/ready'", url);
        postgres.ifPresent(uri -> line(
                text,
                "  psql %s -c \"insert into chat_chatmessage (created_at, updated_at, chat_id, message_type, content,"
                        + " translations, metadata) select now(), now(), max(chat_id), 'human', 'hello', '{}', '{}'"
                        + " from experiments_experimentsession\"",
                uri));
        line(text, "");
    }

    private static void line(StringBuilder text, String format, Object... words) {
        text.append(String.format(Locale.ROOT, format, words)).append('\n');
    }
}
