package guiju.peers;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.camunda.dmn.Audit;
import org.camunda.dmn.DmnEngine;
import org.camunda.dmn.parser.ParsedDmn;
import org.camunda.feel.api.EvaluationResult;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;

/**
 * Camunda's dmn-scala as a peer, and feel-scala for the small expression.
 *
 * <p>The engine keeps parsed cells and always writes its audit log; traced, the matched rules are read from it.
 */
public final class CamundaScala implements Engine<Map<String, Object>> {
    private final DmnEngine engine = new DmnEngine.Builder().build();
    private final FeelEngineApi feel = FeelEngineBuilder.forJava().build();

    public static void main(String[] arguments) throws Exception {
        Bench.run(new CamundaScala(), arguments);
    }

    @Override
    public String name() {
        return "camunda-scala";
    }

    @Override
    public String version() {
        return "dmn-scala 1.11.0, feel-scala 1.21.0";
    }

    @Override
    public Decider<Map<String, Object>> compile(Path dmn) throws Exception {
        try (InputStream stream = Files.newInputStream(dmn)) {
            var parsed = engine.parse(stream);
            if (parsed.isLeft()) {
                throw new IllegalStateException(parsed.left().get().toString());
            }
            return new Table(parsed.right().get());
        }
    }

    @Override
    public String parseAndEvaluate(Expression expression) {
        EvaluationResult result = feel.evaluateExpression(expression.text(), expression.names());
        if (result.isFailure()) {
            throw new IllegalStateException(result.failure().message());
        }
        return String.valueOf(result.result());
    }

    private final class Table implements Decider<Map<String, Object>> {
        private final ParsedDmn model;
        private final String decision;

        Table(ParsedDmn model) {
            this.model = model;
            this.decision = model.decisions().head().id();
        }

        @Override
        public Map<String, Object> convert(Row row) {
            return Map.of("a", row.a(), "b", row.b(), "c", row.c(), "d", row.d());
        }

        @Override
        public String decide(Map<String, Object> input) {
            return (String) evaluate(input).value();
        }

        @Override
        public String decideTraced(Map<String, Object> input) {
            DmnEngine.EvalResult result = evaluate(input);
            var table = (Audit.DecisionTableEvaluationResult) result.auditLog().entries().head().result();
            if (table.matchedRules().isEmpty()) {
                throw new IllegalStateException("the engine did not say which rule fired");
            }
            return (String) result.value();
        }

        private DmnEngine.EvalResult evaluate(Map<String, Object> input) {
            var result = engine.eval(model, decision, input);
            if (result.isLeft()) {
                throw new IllegalStateException(result.left().get().toString());
            }
            return result.right().get();
        }
    }
}
