package ocs.pulse.http;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Follows an event stream without a thread of its own. */
final class EventClient implements Flow.Subscriber<String>, AutoCloseable {
    final List<Event> events = new CopyOnWriteArrayList<>();
    final List<String> comments = new CopyOnWriteArrayList<>();
    final CompletableFuture<Integer> status = new CompletableFuture<>();
    volatile boolean over;

    private String id = "";
    private Flow.@Nullable Subscription subscription;

    record Event(String id, String data) {}

    static EventClient follow(HttpClient http, String url, String token, String... headers) {
        EventClient client = new EventClient();
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer " + token);
        if (headers.length > 0) {
            request.headers(headers);
        }
        var unused = http.sendAsync(request.build(), info -> {
                    client.status.complete(info.statusCode());
                    return HttpResponse.BodySubscribers.fromLineSubscriber(client);
                })
                .exceptionally(failed -> {
                    client.status.completeExceptionally(failed);
                    client.over = true;
                    return null;
                });
        return client;
    }

    List<String> data() {
        return events.stream().map(Event::data).toList();
    }

    @Override
    public void onSubscribe(Flow.Subscription begun) {
        subscription = begun;
        begun.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
        if (line.startsWith("id: ")) {
            id = line.substring(4);
        } else if (line.startsWith("data: ")) {
            events.add(new Event(id, line.substring(6)));
        } else if (line.startsWith(": ")) {
            comments.add(line.substring(2));
        }
    }

    @Override
    public void onError(Throwable broken) {
        over = true;
    }

    @Override
    public void onComplete() {
        over = true;
    }

    /** Leaves without a word. */
    @Override
    public void close() {
        Flow.Subscription open = subscription;
        if (open != null) {
            open.cancel();
        }
    }
}
