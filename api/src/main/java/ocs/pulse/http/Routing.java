package ocs.pulse.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.function.BooleanSupplier;
import ocs.pulse.auth.Caller;

/**
 * Lets whoever owns a team answer a request about it. While a partition moves from one instance to another nobody has it
 * for a moment: then everybody who may is asked again, until the patience is over.
 */
final class Routing {
    private static final long PAUSE_MILLIS = 50;

    private final TeamAnswers answers;
    private final Optional<Peers> peers;
    private final long patienceNanos;

    /** @param peers empty where this instance stands alone */
    Routing(TeamAnswers answers, Optional<Peers> peers, Duration patience) {
        this.answers = answers;
        this.peers = peers;
        this.patienceNanos = peers.isPresent() ? patience.toNanos() : 0;
    }

    /** Answers from this process; throws {@link NotReady} before it has written anything. */
    @FunctionalInterface
    interface Local {
        void answer(Owner.Here here) throws InterruptedException, IOException;
    }

    /**
     * Whoever asks.
     *
     * @param allowed whether they still may, which a stream of events asks now and then
     */
    record Asker(String name, BooleanSupplier allowed) {}

    /** @param standbys whether an answer that may be behind will do */
    void answer(Context context, Asker asker, long team, boolean standbys, Local local)
            throws InterruptedException, IOException {
        long end = System.nanoTime() + patienceNanos;
        while (true) {
            try {
                answerOnce(context, asker, team, standbys, local);
                return;
            } catch (NotReady notReady) {
                if (System.nanoTime() >= end) {
                    throw notReady;
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }

    private void answerOnce(Context context, Asker asker, long team, boolean standbys, Local local)
            throws InterruptedException, IOException {
        NotReady last = new NotReady("an instance that holds the team", Duration.ofSeconds(1));
        Iterator<Owner> owners = answers.owners(team).stream()
                .filter(owner -> standbys || !owner.standby())
                .iterator();
        while (owners.hasNext()) {
            Owner owner = owners.next();
            try {
                if (owner instanceof Owner.Here here) {
                    local.answer(here);
                } else if (owner instanceof Owner.There there && peers.isPresent()) {
                    peers.get().answer(context, asker, there, owners.hasNext());
                }
                return;
            } catch (NotReady notReady) {
                last = notReady;
            }
        }
        throw last;
    }

    /** The team with this slug, as this process or any other knows it. */
    OptionalLong find(String slug) throws InterruptedException {
        try {
            return answers.find(slug);
        } catch (NotReady unknownHere) {
            OptionalLong copied = findInCopies(slug);
            return copied.isPresent() ? copied : findElsewhere(slug, unknownHere);
        }
    }

    /** A copy may not know a new team yet, so one that it does not know may well be. */
    private OptionalLong findInCopies(String slug) {
        try {
            return answers.standby().find(slug);
        } catch (NotReady noCopies) {
            return OptionalLong.empty();
        }
    }

    /** Every team, as this process knows them; an instance that holds copies alone knows them from those. */
    Listed teams(boolean standbys) {
        try {
            return new Listed(answers.teams(), false);
        } catch (NotReady unknownHere) {
            if (!standbys) {
                throw unknownHere;
            }
            return new Listed(answers.standby().teams(), true);
        }
    }

    /** @param standby whether the list may be behind */
    record Listed(Answered<SortedMap<String, String>> teams, boolean standby) {}

    private OptionalLong findElsewhere(String slug, NotReady unknownHere) throws InterruptedException {
        NotReady last = unknownHere;
        List<URI> others = peers.isPresent() ? answers.others() : List.of();
        for (URI other : others) {
            try {
                Optional<Long> found = peers.orElseThrow().find(other, slug);
                return found.map(OptionalLong::of).orElseGet(OptionalLong::empty);
            } catch (NotReady notReady) {
                last = notReady;
            }
        }
        throw last;
    }

    /** Has every other instance end a browser's session. */
    void endSession(String sealed) {
        peers.ifPresent(known -> known.endSession(answers.others(), sealed));
    }

    /** In whose name another instance asks; empty where the request is not from one, with the common secret. */
    Optional<Caller> peer(Context context) {
        return peers.flatMap(known -> known.caller(context));
    }
}
