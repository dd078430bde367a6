package ocs.pulse.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How answers about a team are written: as {@link Json} does, and behind each chatbot's and participant's id the address of
 * its page in Open Chat Studio, where there is a template: {@code /a/{team}/chatbots/{id}/}.
 */
public final class Links {
    private static final String TEAM = "team";

    private final ObjectMapper json;
    private final String templates;

    public Links(Optional<String> chatbot, Optional<String> participant) {
        Map<String, Link> links = new HashMap<>();
        chatbot.ifPresent(template -> links.put("experiment_id", new Link("experiment_url", template)));
        participant.ifPresent(template -> links.put("participant_id", new Link("participant_url", template)));
        SimpleModule module = new SimpleModule("links");
        module.setSerializerModifier(new Modifier(Map.copyOf(links)));
        this.json = Json.mapper().registerModule(module);
        this.templates = chatbot.orElse("") + "\n" + participant.orElse("");
    }

    public static Links none() {
        return new Links(Optional.empty(), Optional.empty());
    }

    /** What an answer depends on beside the question and the team. */
    String templates() {
        return templates;
    }

    /** @param team its slug */
    byte[] write(Object answer, String team) {
        try {
            return json.writer().withAttribute(TEAM, team).writeValueAsBytes(answer);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException(unwritable);
        }
    }

    private record Link(String field, String template) {
        String to(Object id, Object team) {
            return template.replace("{team}", team.toString()).replace("{id}", id.toString());
        }
    }

    private static final class Modifier extends BeanSerializerModifier {
        private static final long serialVersionUID = 1L;

        private final transient Map<String, Link> links;

        Modifier(Map<String, Link> links) {
            this.links = links;
        }

        @Override
        public List<BeanPropertyWriter> changeProperties(
                SerializationConfig config, BeanDescription type, List<BeanPropertyWriter> properties) {
            properties.replaceAll(property -> {
                Link link = links.get(property.getName());
                return link == null ? property : new Linked(property, link);
            });
            return properties;
        }
    }

    /** An id with its link behind it. */
    private static final class Linked extends BeanPropertyWriter {
        private static final long serialVersionUID = 1L;

        private final transient Link link;

        Linked(BeanPropertyWriter id, Link link) {
            super(id);
            this.link = link;
        }

        @Override
        public void serializeAsField(Object bean, JsonGenerator json, SerializerProvider provider) throws Exception {
            super.serializeAsField(bean, json, provider);
            Object id = get(bean);
            if (id != null) {
                json.writeStringField(link.field(), link.to(id, provider.getAttribute(TEAM)));
            }
        }
    }
}
