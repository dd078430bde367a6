package ocs.pulse.run;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import ocs.pulse.Member;
import ocs.pulse.Members;
import ocs.pulse.PulseStreams;
import ocs.pulse.change.Row;
import ocs.pulse.http.Answered;
import ocs.pulse.http.NotReady;
import ocs.pulse.http.Owner;
import ocs.pulse.http.Question;
import ocs.pulse.http.TeamAnswers;
import ocs.pulse.team.Answer;
import ocs.pulse.team.NotReadyException;
import ocs.pulse.team.Teams;
import org.jspecify.annotations.Nullable;

/** Answers from the stages of this process; not ready before they have been started. */
final class StageAnswers implements TeamAnswers {
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final AtomicReference<@Nullable PulseStreams> stages = new AtomicReference<>();
    private final Duration standbyLag;

    /** @param standbyLag how old the newest watermark of a copy may be for it to answer */
    StageAnswers(Duration standbyLag) {
        this.standbyLag = standbyLag;
    }

    void started(PulseStreams started) {
        stages.set(started);
    }

    @Override
    public OptionalLong find(String slug) {
        return ready(stages -> stages.teams()
                .find(slug)
                .map(team -> OptionalLong.of(team.id()))
                .orElse(OptionalLong.empty()));
    }

    @Override
    public <A> Answered<A> ask(long team, Question<A> question) {
        return ready(stages -> answered(answer(stages.teams(), team, question)));
    }

    @Override
    public Answered<String> version(long team) {
        return ready(stages -> answered(stages.teams().version(team)));
    }

    @Override
    public boolean await(long team, long lsn, Duration limit) {
        return ready(stages -> stages.teams().awaitLsn(team, lsn, limit));
    }

    @Override
    public Answered<SortedMap<String, String>> teams() {
        return ready(stages -> answered(stages.teams().all().map(StageAnswers::bySlug)));
    }

    static SortedMap<String, String> bySlug(List<Row.Team> teams) {
        SortedMap<String, String> bySlug = new TreeMap<>();
        teams.forEach(team -> bySlug.put(team.slug(), team.name()));
        return bySlug;
    }

    @Override
    public void listen(long team, Runnable listener) {
        ready(stages -> {
            stages.teams().listen(team, listener);
            return true;
        });
    }

    @Override
    public void unlisten(long team, Runnable listener) {
        PulseStreams running = stages.get();
        if (running != null) {
            running.teams().unlisten(team, listener);
        }
    }

    private static <A> Answer<A> answer(Teams teams, long team, Question<A> question) {
        if (question instanceof Question.OfView<A> ofView) {
            return teams.ask(team, ofView.answer());
        }
        Question.OfFigures<A> ofFigures = (Question.OfFigures<A>) question;
        return teams.read(team, figures -> ofFigures.answer().read(team, figures));
    }

    static <A> Answered<A> answered(Answer<A> answer) {
        return new Answered<>(
                answer.value(),
                answer.watermarkLsn(),
                Instant.ofEpochMilli(answer.asOf()),
                // Until the first watermark, what is known is the newest change.
                Instant.ofEpochMilli(answer.watermarkAt() == 0 ? answer.asOf() : answer.watermarkAt()),
                answer.incomplete(),
                answer.version());
    }

    @Override
    public List<Owner> owners(long team) {
        PulseStreams running = stages.get();
        if (running != null && running.isSuspect() && running.members().isPresent()) {
            return ofOthers();
        }
        return ready(stages -> {
            int partition = stages.teams().partitionOf(team);
            List<Owner> owners = new ArrayList<>();
            boolean open = stages.teams().partitions().contains(partition);
            if (stages.members().isEmpty() || open) {
                owners.add(new Owner.Here(false));
            }
            stages.members().ifPresent(members -> {
                // What is being restored here is a copy until it is open.
                members.active(partition)
                        .filter(holder -> !holder.here() || !open)
                        .ifPresent(holder -> owners.add(holder.here() ? new Owner.Here(true) : there(holder, false)));
                members.standbys(partition).stream()
                        .sorted(Comparator.comparing(Member::here).reversed())
                        .forEach(holder -> owners.add(holder.here() ? new Owner.Here(true) : there(holder, true)));
            });
            return owners;
        });
    }

    /** What a suspect knows of the group is as old as what it holds: whoever else holds the team will say so. */
    private List<Owner> ofOthers() {
        List<Owner> owners = new ArrayList<>();
        for (boolean standby : new boolean[] {false, true}) {
            others().forEach(base -> owners.add(new Owner.There(base, standby)));
        }
        return owners;
    }

    @Override
    public TeamAnswers standby() {
        return ready(stages -> new StandbyAnswers(stages.standbys(), standbyLag, Clock.systemUTC()));
    }

    @Override
    public List<URI> others() {
        PulseStreams running = stages.get();
        return Optional.ofNullable(running).flatMap(PulseStreams::members).map(Members::all).orElse(List.of()).stream()
                .filter(member -> !member.here())
                .map(member -> URI.create("http://" + member.address()))
                .toList();
    }

    private static Owner there(Member holder, boolean standby) {
        return new Owner.There(URI.create("http://" + holder.address()), standby);
    }

    /** Of a process that stood still nobody knows whether it is still asked for; see {@link PulseStreams#isSuspect}. */
    private <A> A ready(Function<PulseStreams, A> question) {
        PulseStreams running = stages.get();
        if (running == null) {
            throw new NotReady("the stages to start", RETRY);
        }
        if (running.isSuspect()) {
            throw new NotReady("the group to confirm this instance, which stood still", RETRY);
        }
        try {
            return question.apply(running);
        } catch (NotReadyException notReady) {
            throw new NotReady(notReady.getMessage(), RETRY);
        }
    }
}
