package ocs.pulse.page;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Many clients that follow event streams on one thread and keep nothing of what they are sent. */
final class StreamCrowd implements AutoCloseable {
    private final Selector selector = Selector.open();
    private final List<Member> members = new ArrayList<>();
    private final Thread thread = new Thread(this::read, "stream-crowd");

    private static final class Member {
        private final SocketChannel channel;
        private volatile long bytes;
        private volatile long readings;

        Member(SocketChannel channel) {
            this.channel = channel;
        }
    }

    /** @param requests one a client, each a path with its query */
    StreamCrowd(int port, List<String> requests) throws IOException {
        for (String request : requests) {
            SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
            ByteBuffer text = StandardCharsets.US_ASCII.encode("GET " + request + " HTTP/1.1\r\nHost: it\r\n\r\n");
            while (text.hasRemaining()) {
                channel.write(text);
            }
            channel.configureBlocking(false);
            Member member = new Member(channel);
            members.add(member);
            channel.register(selector, SelectionKey.OP_READ, member);
        }
        thread.start();
    }

    /** How many have been sent more than the head of an answer. */
    long served() {
        return members.stream().filter(member -> member.bytes > 2_000).count();
    }

    long bytes() {
        return members.stream().mapToLong(member -> member.bytes).sum();
    }

    /** How few times the least served has been sent something. */
    long leastReadings() {
        return members.stream().mapToLong(member -> member.readings).min().orElse(0);
    }

    private void read() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(256 * 1024);
        try {
            while (selector.isOpen()) {
                selector.select(key -> read((Member) key.attachment(), buffer), 100);
            }
        } catch (IOException | java.nio.channels.ClosedSelectorException over) {
            // Closed.
        }
    }

    private static void read(Member member, ByteBuffer buffer) {
        buffer.clear();
        try {
            int count = member.channel.read(buffer);
            if (count < 0) {
                member.channel.close();
                return;
            }
            member.bytes += count;
            member.readings++;
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }

    /** Leaves without a word. */
    @Override
    public void close() throws IOException, InterruptedException {
        selector.close();
        thread.join();
        for (Member member : members) {
            member.channel.close();
        }
    }
}
