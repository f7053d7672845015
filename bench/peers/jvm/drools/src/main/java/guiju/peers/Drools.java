package guiju.peers;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.kie.dmn.api.core.DMNContext;
import org.kie.dmn.api.core.DMNModel;
import org.kie.dmn.api.core.DMNResult;
import org.kie.dmn.api.core.DMNRuntime;
import org.kie.dmn.api.core.event.AfterEvaluateDecisionTableEvent;
import org.kie.dmn.api.core.event.DMNRuntimeEventListener;
import org.kie.dmn.core.internal.utils.DMNRuntimeBuilder;
import org.kie.dmn.feel.FEEL;
import org.kie.dmn.feel.lang.impl.FEELBuilder;
import org.kie.internal.io.ResourceFactory;

/**
 * Drools' DMN runtime as a peer.
 *
 * <p>Decision tables are interpreted, which is the default. The option {@code org.kie.dmn.compiler.alphanetwork} was tried and is not used:
 * `bench/peers/README.md` says why. Traced, a listener takes the fired rules of each table event.
 */
public final class Drools implements Engine<DMNContext> {
    private final FEEL feel = FEELBuilder.builder().build();

    public static void main(String[] arguments) throws Exception {
        Bench.run(new Drools(), arguments);
    }

    @Override
    public String name() {
        return "drools";
    }

    @Override
    public String version() {
        return "10.2.0";
    }

    @Override
    public Decider<DMNContext> compile(Path dmn) throws Exception {
        return new Table(dmn);
    }

    @Override
    public String parseAndEvaluate(Expression expression) {
        return String.valueOf(feel.evaluate(expression.text(), expression.names()));
    }

    private static final class Table implements Decider<DMNContext> {
        private final DMNRuntime plain;
        private final DMNRuntime listening;
        private final DMNModel model;
        private final DMNModel observed;
        private final String decision;
        private List<String> fired = List.of();

        Table(Path dmn) {
            plain = runtime(dmn);
            listening = runtime(dmn);
            listening.addListener(new DMNRuntimeEventListener() {
                @Override
                public void afterEvaluateDecisionTable(AfterEvaluateDecisionTableEvent event) {
                    fired = event.getSelectedIds();
                }
            });
            model = plain.getModels().get(0);
            observed = listening.getModels().get(0);
            if (model.hasErrors()) {
                throw new IllegalStateException(model.getMessages().toString());
            }
            decision = model.getDecisions().iterator().next().getName();
        }

        private static DMNRuntime runtime(Path dmn) {
            return DMNRuntimeBuilder.fromDefaults()
                    .buildConfiguration()
                    .fromResources(List.of(ResourceFactory.newFileResource(dmn.toFile())))
                    .getOrElseThrow(failure -> new IllegalStateException(failure));
        }

        @Override
        public DMNContext convert(Row row) {
            DMNContext context = plain.newContext();
            Map.<String, Object>of("a", row.a(), "b", row.b(), "c", row.c(), "d", row.d()).forEach(context::set);
            return context;
        }

        @Override
        public String decide(DMNContext input) {
            return out(plain.evaluateByName(model, input, decision));
        }

        @Override
        public String decideTraced(DMNContext input) {
            fired = List.of();
            String out = out(listening.evaluateByName(observed, input, decision));
            if (fired.isEmpty()) {
                throw new IllegalStateException("the engine did not say which rule fired");
            }
            return out;
        }

        private String out(DMNResult result) {
            Object value = result.getDecisionResultByName(decision).getResult();
            if (value == null) {
                throw new IllegalStateException(result.getMessages().toString());
            }
            return (String) value;
        }
    }
}
