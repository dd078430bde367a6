package ocs.pulse.view;

/** A message's type (lowest two bits) and the ordinal of its tag set in one {@code int}. */
final class Marks {
    private Marks() {}

    static int of(String type, TagSet tags) {
        return tags.ordinal() << 2 | typeOf(type);
    }

    static int with(int mark, TagSet tags) {
        return tags.ordinal() << 2 | type(mark);
    }

    static int type(int mark) {
        return mark & 3;
    }

    static int tagSet(int mark) {
        return mark >>> 2;
    }

    private static int typeOf(String type) {
        return switch (type) {
            case "human" -> TeamView.HUMAN;
            case "ai" -> TeamView.AI;
            case "system" -> TeamView.SYSTEM;
            default -> TeamView.OTHER;
        };
    }
}
