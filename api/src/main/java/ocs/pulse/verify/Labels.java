package ocs.pulse.verify;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What the channel filter calls the platforms. */
final class Labels {
    private static final Map<String, String> LABELS = Map.of(
            "telegram", "Telegram",
            "web", "Web",
            "whatsapp", "WhatsApp",
            "facebook", "Facebook",
            "sureadhere", "SureAdhere",
            "api", "API",
            "slack", "Slack",
            "commcare_connect", "CommCare Connect",
            "evaluations", "Evaluations",
            "embedded_widget", "Embedded Widget");

    private Labels() {}

    /** Empty for a platform that cannot be filtered by. */
    static Optional<String> of(String platform) {
        return Optional.ofNullable(LABELS.get(platform));
    }

    static String platform(String label) {
        return LABELS.entrySet().stream()
                .filter(entry -> Objects.equals(entry.getValue(), label))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }
}
