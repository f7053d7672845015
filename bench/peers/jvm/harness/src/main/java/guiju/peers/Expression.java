package guiju.peers;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/** A small expression with the value of each name in it. */
public record Expression(String text, Map<String, Object> names) {
    /** {@code amount=250,kind="gold"}. */
    static Map<String, Object> names(String text) {
        Map<String, Object> names = new HashMap<>();
        for (String pair : text.split(",")) {
            String[] parts = pair.split("=");
            boolean isText = parts[1].startsWith("\"");
            names.put(parts[0], isText ? parts[1].substring(1, parts[1].length() - 1) : new BigDecimal(parts[1]));
        }
        return names;
    }
}
