package guiju.peers;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.delegate.DmnDecisionTableEvaluationListener;
import org.camunda.bpm.dmn.engine.delegate.DmnEvaluatedDecisionRule;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;

/**
 * Camunda 7's DMN engine as a peer.
 *
 * <p>Cells are evaluated by its older FEEL engine on JUEL, which keeps parsed cells. Its newer one, feel-scala inside, parses every cell at
 * every evaluation and is many times slower here. Traced, a listener takes the matching rules.
 */
public final class Camunda implements Engine<VariableMap> {
    public static void main(String[] arguments) throws Exception {
        Bench.run(new Camunda(), arguments);
    }

    @Override
    public String name() {
        return "camunda7";
    }

    @Override
    public String version() {
        return "7.24.0";
    }

    @Override
    public Decider<VariableMap> compile(Path dmn) throws Exception {
        return new Table(dmn);
    }

    private static final class Table implements Decider<VariableMap> {
        private final DmnEngine plain;
        private final DmnEngine listening;
        private final DmnDecision decision;
        private final DmnDecision observed;
        private List<DmnEvaluatedDecisionRule> fired = List.of();

        Table(Path dmn) throws Exception {
            plain = engine(List.of());
            listening = engine(List.of(event -> fired = event.getMatchingRules()));
            decision = parse(plain, dmn);
            observed = parse(listening, dmn);
        }

        private static DmnEngine engine(List<DmnDecisionTableEvaluationListener> listeners) {
            DefaultDmnEngineConfiguration configuration = new DefaultDmnEngineConfiguration();
            configuration.enableFeelLegacyBehavior(true);
            configuration.setCustomPostDecisionTableEvaluationListeners(listeners);
            return configuration.buildEngine();
        }

        private static DmnDecision parse(DmnEngine engine, Path dmn) throws Exception {
            try (InputStream stream = Files.newInputStream(dmn)) {
                return engine.parseDecisions(stream).get(0);
            }
        }

        @Override
        public VariableMap convert(Row row) {
            return Variables.fromMap(Map.of("a", row.a(), "b", row.b(), "c", row.c(), "d", row.d()));
        }

        @Override
        public String decide(VariableMap input) {
            return plain.evaluateDecisionTable(decision, (Map<String, Object>) input).getSingleEntry();
        }

        @Override
        public String decideTraced(VariableMap input) {
            fired = List.of();
            String out = listening.evaluateDecisionTable(observed, (Map<String, Object>) input).getSingleEntry();
            if (fired.isEmpty()) {
                throw new IllegalStateException("the engine did not say which rule fired");
            }
            return out;
        }
    }
}
