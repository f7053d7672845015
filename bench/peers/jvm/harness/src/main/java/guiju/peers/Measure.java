package guiju.peers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * The measuring: case by case, in bulk, and of one expression.
 *
 * <p>Every harness, whatever its language, follows the same plan: decide for {@code caseSeconds} to warm up, then time single cases for as
 * long again, at most {@link #CASES} of them; in bulk, time the deciding of chunks that were converted off the clock.
 */
final class Measure {
    /** So many different inputs at most are timed one by one. */
    private static final int CASES = 20_000;
    /** The outputs of so many first cases go into the checksum of a table. */
    private static final int CHECKED_CASES = 100;
    /** The numbers of rows that a bulk run may be cut to, so that cut runs of two engines still meet. */
    private static final int[] MARKS = {1_000_000, 400_000, 100_000, 20_000, 5_000, 1_000, 100};
    /** So many inputs are converted at a time. */
    private static final int CHUNK = 20_000;

    /** Keeps the JIT from dropping what nobody reads. */
    static volatile Object sink;

    private Measure() {}

    /** The time of single cases, as a JSON object. */
    static <C> String cases(Engine<C> engine, int rules, boolean isTraced, List<Row> rows, Options options) throws Exception {
        Engine.Decider<C> table = engine.compile(options.table(rules));
        List<C> cases = rows.stream().limit(CASES).map(table::convert).toList();
        Function<C, String> decide = isTraced ? table::decideTraced : table::decide;
        Checksum checksum = new Checksum();
        cases.stream().limit(CHECKED_CASES).map(decide).forEach(checksum::add);
        long limit = (long) (options.caseSeconds * 1e9);
        long start = System.nanoTime();
        for (int index = 0; System.nanoTime() - start < limit; index = (index + 1) % cases.size()) {
            sink = decide.apply(cases.get(index));
        }
        long[] nanoseconds = new long[cases.size()];
        int count = 0;
        start = System.nanoTime();
        while (count < nanoseconds.length && System.nanoTime() - start < limit) {
            C input = cases.get(count);
            long before = System.nanoTime();
            sink = decide.apply(input);
            nanoseconds[count++] = System.nanoTime() - before;
        }
        long[] sorted = Arrays.copyOf(nanoseconds, count);
        Arrays.sort(sorted);
        return String.format(
                "{\"rules\":%d,\"trace\":%b,\"median_ns\":%d,\"p99_ns\":%d,\"cases\":%d,\"checksum_rows\":%d,\"checksum\":\"%s\"}",
                rules, isTraced, at(sorted, 50), at(sorted, 99), count, Math.min(CHECKED_CASES, cases.size()), checksum.hex());
    }

    private static long at(long[] sorted, int percent) {
        return sorted[(sorted.length - 1) * percent / 100];
    }

    /** The time of many rows in a loop on one thread, tracing off, as a JSON object. */
    static <C> String bulk(Engine<C> engine, int asked, int rules, List<Row> rows, Options options) throws Exception {
        Engine.Decider<C> table = engine.compile(options.table(rules));
        List<Row> sample = rows.subList(0, Math.min(rows.size(), 1_000));
        // The JIT is warmed up for as long as it is case by case; the last pass tells how many rows fit into the time.
        double seconds = 0;
        long start = System.nanoTime();
        do {
            seconds = pass(table, sample, new ArrayList<>());
        } while (System.nanoTime() - start < options.caseSeconds * 1e9);
        int count = count(asked, options.bulkSeconds / (seconds / sample.size()), rows.size());
        List<String> outputs = new ArrayList<>(count);
        seconds = pass(table, rows.subList(0, count), outputs);
        List<String> marked = new ArrayList<>();
        for (int mark : MARKS) {
            if (mark <= count) {
                marked.add("\"" + mark + "\":\"" + checksum(outputs.subList(0, mark)) + "\"");
            }
        }
        return String.format(
                "{\"rows\":%d,\"asked_rows\":%d,\"rules\":%d,\"threads\":1,\"seconds\":%.6f,\"extrapolated\":false,"
                        + "\"checksum\":\"%s\",\"checksums\":{%s}}",
                count, asked, rules, seconds, checksum(outputs), String.join(",", marked));
    }

    private static int count(int asked, double fitting, int available) {
        if (asked <= fitting) {
            return Math.min(asked, available);
        }
        for (int mark : MARKS) {
            if (mark <= asked && mark <= fitting) {
                return Math.min(mark, available);
            }
        }
        return Math.min(MARKS[MARKS.length - 1], available);
    }

    /** Decides the rows; only the deciding is on the clock. */
    private static <C> double pass(Engine.Decider<C> table, List<Row> rows, List<String> outputs) {
        long spent = 0;
        for (int from = 0; from < rows.size(); from += CHUNK) {
            List<C> cases = rows.subList(from, Math.min(from + CHUNK, rows.size())).stream().map(table::convert).toList();
            long before = System.nanoTime();
            for (C input : cases) {
                outputs.add(table.decide(input));
            }
            spent += System.nanoTime() - before;
        }
        return spent / 1e9;
    }

    private static String checksum(List<String> outputs) {
        Checksum checksum = new Checksum();
        outputs.forEach(checksum::add);
        return checksum.hex();
    }

    /** How often in a second the expression is parsed and evaluated, as a JSON object or null. */
    static String expression(Engine<?> engine, Options options) {
        Expression expression = options.expression();
        String value = engine.parseAndEvaluate(expression);
        if (value == null) {
            return "null";
        }
        double rate = 0;
        // The first rounds warm up.
        for (int round = 0; round < 3; round++) {
            long count = 0;
            long start = System.nanoTime();
            while (System.nanoTime() - start < options.caseSeconds * 1e9) {
                for (int index = 0; index < 100; index++) {
                    sink = engine.parseAndEvaluate(expression);
                }
                count += 100;
            }
            rate = count * 1e9 / (System.nanoTime() - start);
        }
        return String.format(
                "{\"text\":%s,\"value\":%s,\"parse_and_evaluate_per_second\":%.0f}", quoted(expression.text()), quoted(value), rate);
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
