package ocs.pulse.settings;

import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * One setting.
 *
 * @param name in kebab case: the flag without its dashes, and the key in the properties file
 * @param roles the commands that take it as a flag; the others accept and ignore it as a variable or in the file
 * @param label what stands for the value in help texts
 * @param fallback the text that is read when no source gives one
 * @param shown what is printed in place of a value: the value itself, unless there is a secret in it
 * @param reader makes the value; throws IllegalArgumentException saying what would be right
 */
public record Setting<T>(
        String name,
        Set<Role> roles,
        String label,
        String fallback,
        String meaning,
        UnaryOperator<String> shown,
        Function<String, T> reader) {

    public Setting {
        roles = Set.copyOf(roles);
    }

    public String flag() {
        return "--" + name;
    }

    public String variable() {
        return "PULSE_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
