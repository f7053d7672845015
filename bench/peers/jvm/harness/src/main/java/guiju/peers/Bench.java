package guiju.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Measures an engine as the options on the command line say, and prints one JSON object. */
public final class Bench {
    private Bench() {}

    public static <C> void run(Engine<C> engine, String[] arguments) throws Exception {
        Locale.setDefault(Locale.ROOT);
        Options options = new Options(arguments);
        List<Row> rows = Row.read(options.folder, options.rows);
        List<String> cases = new ArrayList<>();
        for (int rules : Options.CASE_RULES) {
            cases.add(Measure.cases(engine, rules, false, rows, options));
            cases.add(Measure.cases(engine, rules, true, rows, options));
        }
        List<String> bulk = new ArrayList<>();
        for (int[] run : Options.BULK) {
            bulk.add(Measure.bulk(engine, Math.min(run[0], options.rows), run[1], rows, options));
        }
        System.out.printf(
                "{\"engine\":\"%s\",\"version\":\"%s\",\"per_case\":[%s],\"bulk\":[%s],\"expression\":%s}%n",
                engine.name(), engine.version(), String.join(",", cases), String.join(",", bulk), Measure.expression(engine, options));
    }
}
