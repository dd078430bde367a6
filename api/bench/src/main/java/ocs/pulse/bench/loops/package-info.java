/**
 * What runs once a row, a session or a question, by itself and hot, under JMH: {@code java -jar api/bench/target/pulse-bench.jar
 * loops [pattern and options of JMH]}. Over HTTP and beside rivals measures {@link ocs.pulse.bench}.
 */
@NullMarked
package ocs.pulse.bench.loops;

import org.jspecify.annotations.NullMarked;
