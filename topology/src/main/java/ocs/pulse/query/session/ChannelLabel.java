package ocs.pulse.query.session;

import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The names that the channel filter knows platforms by. */
final class ChannelLabel {
    private static final Map<String, String> PLATFORMS = Map.of(
            "Telegram", "telegram",
            "Web", "web",
            "WhatsApp", "whatsapp",
            "Facebook", "facebook",
            "SureAdhere", "sureadhere",
            "API", "api",
            "Slack", "slack",
            "CommCare Connect", "commcare_connect",
            "Evaluations", "evaluations",
            "Embedded Widget", "embedded_widget");

    private ChannelLabel() {}

    /** The platform's slug; case counts, blanks around the label do not. */
    static Optional<String> platform(String label) {
        return Optional.ofNullable(PLATFORMS.get(label.strip()));
    }

    static String known() {
        return String.join(", ", new TreeSet<>(PLATFORMS.keySet()));
    }
}
