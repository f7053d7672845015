package guiju.peers;

import java.nio.file.Path;

/**
 * A decision engine as a peer of {@code cargo xtask bench decisions}: how it compiles a table and how it decides a case.
 *
 * <p>An engine implements this and calls {@link Bench#run}; everything that is measured is measured in {@link Measure}, by the same plan
 * as the Rust harness in {@code bench/peers/rust/harness}.
 *
 * @param <C> the engine's own form of an input tuple
 */
public interface Engine<C> {
    String name();

    String version();

    /** Compiles the table once, by the engine's quickest documented way. */
    Decider<C> compile(Path dmn) throws Exception;

    /** Parses and evaluates an expression once; null where that is not measured. */
    default String parseAndEvaluate(Expression expression) {
        return null;
    }

    /** A compiled table. */
    interface Decider<C> {
        /** One input tuple in the engine's form. Never on the clock. */
        C convert(Row row);

        /** Decides one case and gives the text of {@code out}. */
        String decide(C input);

        /** {@link #decide} with the fired rule reported by the engine. */
        String decideTraced(C input);
    }
}
