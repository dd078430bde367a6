package ocs.pulse.http;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import io.javalin.http.Context;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A whole table as CSV (RFC 4180, UTF-8), a line for each record that is added. It is held compressed, about a tenth of its
 * size, so that all of it can be of one version of the team and yet be sent at the pace of whoever reads it. A list is
 * written as JSON; a text that a spreadsheet would take for a formula begins with an apostrophe.
 */
final class Csv<R extends Record> {
    static final String TYPE = "text/csv";

    private static final String END = "\r\n";
    private static final SnakeCaseStrategy NAMES = new SnakeCaseStrategy();

    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private final OutputStream out;
    private final List<RecordComponent> columns;

    /** Begins with the names of the columns, the record's components in snake case. */
    Csv(Class<R> type) {
        this.columns = List.of(type.getRecordComponents());
        try {
            this.out = new GZIPOutputStream(held, 8_192);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        write(columns.stream().map(column -> NAMES.translate(column.getName())));
    }

    /** Whether the request asks for a table as CSV. */
    static boolean isAsked(Context context) {
        return "csv".equals(context.queryParam("format"))
                || Stream.of(String.valueOf(context.header("Accept")).split(","))
                        .anyMatch(type -> type.split(";", 2)[0].strip().equals(TYPE));
    }

    void add(R row) {
        write(columns.stream().map(column -> text(value(column, row))));
    }

    /** Differs where the table does. */
    byte[] held() {
        return held.toByteArray();
    }

    /** Nothing more is added. */
    Csv<R> finish() {
        try {
            out.close();
            return this;
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }

    /** Is read bit by bit, as the reader takes it. */
    void write(Context context) {
        try {
            context.contentType(TYPE + "; charset=utf-8")
                    .header("Content-Disposition", "attachment; filename=\"pulse.csv\"")
                    .result(new GZIPInputStream(new ByteArrayInputStream(held())));
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }

    private void write(Stream<String> fields) {
        String line = fields.map(Csv::quoted).collect(Collectors.joining(",", "", END));
        try {
            out.write(line.getBytes(StandardCharsets.UTF_8));
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }

    private static @Nullable Object value(RecordComponent column, Record row) {
        try {
            return column.getAccessor().invoke(row);
        } catch (ReflectiveOperationException hidden) {
            throw new IllegalStateException(hidden);
        }
    }

    private static String text(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof String text) {
            return isFormula(text) ? "'" + text : text;
        }
        if (value instanceof Collection<?> || value instanceof Record) {
            return new String(Responses.bytes(value), StandardCharsets.UTF_8);
        }
        return String.valueOf(value);
    }

    private static boolean isFormula(String text) {
        return !text.isEmpty() && "=+-@\t\r\n|".indexOf(text.charAt(0)) >= 0;
    }

    private static String quoted(String field) {
        boolean plain =
                field.chars().noneMatch(letter -> letter == ',' || letter == '"' || letter == '\r' || letter == '\n');
        return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }
}
