package guiju.peers;

import java.nio.file.Path;

/** The command line that every peer takes, in Rust, Java and Python alike. */
final class Options {
    /** The tables that are measured case by case, by their number of rules. */
    static final int[] CASE_RULES = {10, 100, 1000, 3700};

    /** The bulk runs: rows and rules. */
    static final int[][] BULK = {{400_000, 20}, {1_000_000, 10}, {1_000_000, 1000}};

    Path folder;
    int rows = 1_000_000;
    double caseSeconds = 3;
    double bulkSeconds = 30;
    private String text = "";
    private String names = "";

    Options(String[] arguments) {
        for (int index = 0; index + 1 < arguments.length; index += 2) {
            String value = arguments[index + 1];
            switch (arguments[index]) {
                case "--data" -> folder = Path.of(value);
                case "--rows" -> rows = Integer.parseInt(value);
                case "--case-seconds" -> caseSeconds = Double.parseDouble(value);
                case "--bulk-seconds" -> bulkSeconds = Double.parseDouble(value);
                case "--expression" -> text = value;
                case "--names" -> names = value;
                default -> throw new IllegalArgumentException("unknown option `" + arguments[index] + "`");
            }
        }
    }

    Path table(int rules) {
        return folder.resolve("tables").resolve(rules + ".dmn");
    }

    Expression expression() {
        return new Expression(text, Expression.names(names));
    }
}
