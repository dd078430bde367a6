package ocs.pulse.http;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A whole table as CSV (RFC 4180, UTF-8), a line for each record that is added. All of it is of one version of the team and
 * is yet sent at the pace of whoever reads it: it waits compressed, about a tenth of its size, in a {@link Spool}, so that
 * neither a large table nor many slow readers take memory. A list is written as JSON; a text that a spreadsheet would take
 * for a formula begins with an apostrophe.
 */
final class Csv<R extends Record> implements AutoCloseable {
    static final String TYPE = "text/csv";

    private static final String END = "\r\n";
    private static final SnakeCaseStrategy NAMES = new SnakeCaseStrategy();

    private final Spool spool = new Spool();
    private final MessageDigest hash = EntityTag.hash();
    private final GZIPOutputStream out;
    private final List<RecordComponent> columns;

    /** Begins with the names of the columns, the record's components in snake case. */
    Csv(Class<R> type) {
        this.columns = List.of(type.getRecordComponents());
        try {
            this.out = new GZIPOutputStream(new DigestOutputStream(spool.in(), hash), 8_192);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
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

    /** Nothing more is added. */
    Csv<R> finish() {
        try {
            out.finish();
            return this;
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    /** Differs where the table does; once it is finished. */
    byte[] digest() {
        return hash.digest();
    }

    /** Is read bit by bit, as the reader takes it, and once. */
    void write(Context context) {
        context.contentType(TYPE + "; charset=utf-8")
                .header("Content-Disposition", "attachment; filename=\"pulse.csv\"")
                .result(read());
    }

    InputStream read() {
        try {
            return new GZIPInputStream(spool.out());
        } catch (IOException lost) {
            throw new UncheckedIOException(lost);
        }
    }

    @Override
    public void close() {
        spool.close();
    }

    private void write(Stream<String> fields) {
        String line = fields.map(Csv::quoted).collect(Collectors.joining(",", "", END));
        try {
            out.write(line.getBytes(StandardCharsets.UTF_8));
        } catch (IOException full) {
            throw new UncheckedIOException(full);
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
