package ocs.pulse.cli;

/** Where the program begins. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        Signals signals = Signals.install();
        int status = new Commands(System.in, System.out, System.err, System.getenv(), signals.ending()).run(arguments);
        signals.finished(status);
        System.exit(status);
    }
}
