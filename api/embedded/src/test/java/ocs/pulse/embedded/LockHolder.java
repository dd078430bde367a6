package ocs.pulse.embedded;

import java.nio.file.Path;

/** Holds the lock of the given directory until it is killed. */
final class LockHolder {

    private LockHolder() {}

    public static void main(String[] arguments) {
        try (DirectoryLock lock = DirectoryLock.take(Path.of(arguments[0]))) {
            ChildJvm.sayAndWait(lock);
        }
    }
}
