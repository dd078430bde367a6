package ocs.pulse.bench;

import java.util.ArrayList;
import java.util.List;

/** Statements of a resource, each with the head that stands before it. */
record Statements(List<One> all) {

    /** @param head the last comment before the statement, without its dashes */
    record One(String head, String sql) {}

    static Statements read(String path) {
        List<One> all = new ArrayList<>();
        String head = "";
        for (String line : Database.text(path).lines().toList()) {
            if (line.startsWith("--")) {
                head = line.substring(2).strip();
            } else if (!line.isBlank()) {
                all.add(new One(head, line.strip().replaceAll(";$", "")));
            }
        }
        return new Statements(List.copyOf(all));
    }
}
