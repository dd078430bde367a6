package ocs.pulse.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.math.BigDecimal;

/** How answers are written: snake case, every field present (null where there is nothing), numbers without exponents. */
final class Json {
    private Json() {}

    static ObjectMapper mapper() {
        SimpleModule numbers = new SimpleModule("plain numbers");
        numbers.addSerializer(double.class, new PlainDouble());
        numbers.addSerializer(Double.class, new PlainDouble());
        return JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .addModule(numbers)
                .build();
    }

    /** Every digit that tells this double from its neighbours, and no exponent. */
    private static final class PlainDouble extends StdSerializer<Double> {
        private static final long serialVersionUID = 1L;

        PlainDouble() {
            super(Double.class);
        }

        @Override
        public void serialize(Double number, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeNumber(new BigDecimal(Double.toString(number)).toPlainString());
        }
    }
}
