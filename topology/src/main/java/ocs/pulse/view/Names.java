package ocs.pulse.view;

import java.util.HashMap;
import java.util.Map;

/** Texts that come again and again (platforms, states), each kept once. */
final class Names {
    private final Map<String, String> names = new HashMap<>();

    String same(String name) {
        String known = names.putIfAbsent(name, name);
        return known == null ? name : known;
    }
}
