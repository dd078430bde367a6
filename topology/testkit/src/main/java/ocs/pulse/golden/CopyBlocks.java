package ocs.pulse.golden;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Reads the COPY blocks of a compressed SQL file: each line as a map from column to value, nulls left out. */
final class CopyBlocks {
    private CopyBlocks() {}

    /** Hands over the table's name and the values of each line, in the order of the file. */
    static void read(String resource, BiConsumer<String, Map<String, String>> line) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Objects.requireNonNull(CopyBlocks.class.getResourceAsStream(resource), resource)),
                StandardCharsets.UTF_8))) {
            String table = null;
            List<String> columns = List.of();
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                if (table == null && text.startsWith("COPY ")) {
                    table = text.substring(5, text.indexOf(" ("));
                    columns = columnsOf(text);
                } else if (text.equals("\\.")) {
                    table = null;
                } else if (table != null) {
                    line.accept(table, valuesOf(columns, text));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<String> columnsOf(String header) {
        String list = header.substring(header.indexOf('(') + 1, header.indexOf(')'));
        return Arrays.stream(list.split(","))
                .map(column -> column.strip().replace("\"", ""))
                .toList();
    }

    private static Map<String, String> valuesOf(List<String> columns, String line) {
        String[] fields = line.split("\t", -1);
        Map<String, String> values = new HashMap<>();
        for (int field = 0; field < fields.length; field++) {
            String value = unescape(fields[field]);
            if (value != null) {
                values.put(columns.get(field), value);
            }
        }
        return values;
    }

    private static @Nullable String unescape(String field) {
        if (field.equals("\\N")) {
            return null;
        }
        if (field.indexOf('\\') < 0) {
            return field;
        }
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < field.length(); at++) {
            char c = field.charAt(at);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            char escaped = field.charAt(++at);
            text.append(
                    switch (escaped) {
                        case 'n' -> '\n';
                        case 't' -> '\t';
                        case 'r' -> '\r';
                        default -> escaped;
                    });
        }
        return text.toString();
    }
}
