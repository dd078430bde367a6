package ocs.pulse.run;

import java.io.Console;
import java.lang.reflect.Method;

/** Whether somebody looks at what the program prints. */
public final class Terminal {
    private Terminal() {}

    /** Whether standard output and input are a terminal that knows cursor movements. */
    public static boolean isOne() {
        Console console = System.console();
        return console != null && System.getenv("TERM") != null && !isRedirected(console);
    }

    /** Since Java 22 there is a console without a terminal too; it says which. */
    private static boolean isRedirected(Console console) {
        try {
            Method isTerminal = Console.class.getMethod("isTerminal");
            return !Boolean.TRUE.equals(isTerminal.invoke(console));
        } catch (NoSuchMethodException before22) {
            return false;
        } catch (ReflectiveOperationException unknown) {
            return true;
        }
    }
}
