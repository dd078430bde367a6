package ocs.pulse.query;

/** A request that cannot be answered as it is put; becomes a 400 that names the parameter. */
public final class BadParameter extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String parameter;

    public BadParameter(String parameter, String message) {
        super(message);
        this.parameter = parameter;
    }

    /** The parameter's name as the caller wrote it. */
    public String parameter() {
        return parameter;
    }

    @Override
    public String getMessage() {
        return java.util.Objects.requireNonNull(super.getMessage());
    }
}
