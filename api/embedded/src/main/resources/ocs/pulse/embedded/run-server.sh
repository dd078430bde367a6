# Runs the command given as arguments until its standard input ends, then stops it.
#
# The standard input is a pipe whose other end is held by the JVM alone: it ends when the JVM closes it and
# when the JVM dies, of whatever. The command is a Postgres server: INT asks for a fast shutdown, QUIT for an
# immediate one. This shell stays the server's parent, so the server's process id cannot pass to a stranger.

trap '' HUP INT TERM
exec 3<&0 </dev/null

# Postgres refuses to run as root. In a user namespace of its own it sees another user.
if [ "$(id -u)" = 0 ]; then
    set -- unshare -U "$@"
fi

"$@" 3<&- &
server=$!

(
    read -r _ <&3
    kill -INT "$server"
    waited=0
    while kill -0 "$server" 2>/dev/null && [ "$waited" -lt 100 ]; do
        sleep 0.1
        waited=$((waited + 1))
    done
    kill -QUIT "$server" 2>/dev/null || exit
    sleep 5
    kill -KILL "$server" 2>/dev/null
) &
watcher=$!
exec 3<&-

wait "$server"
status=$?
kill -KILL "$watcher" 2>/dev/null
exit "$status"
