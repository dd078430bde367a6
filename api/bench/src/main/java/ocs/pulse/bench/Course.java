package ocs.pulse.bench;

import java.nio.file.Path;

/**
 * What every piece works with.
 *
 * @param ours how long the program is timed
 * @param rivals how long rivals are
 * @param rivalSeconds after which a rival's statement is given up
 */
record Course(
        Database database,
        Path directory,
        Running running,
        Report report,
        Scale scale,
        Clock ours,
        Clock rivals,
        int rivalSeconds,
        boolean quick) {

    Http http() {
        return running.get().http();
    }
}
