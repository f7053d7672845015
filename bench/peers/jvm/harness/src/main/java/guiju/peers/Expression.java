package guiju.peers;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/** A small expression with the value of each name in it. */
public record Expression(String text, Map<String, Object> names) {
    /** {@code amount=1200,score=85}. */
    static Map<String, Object> names(String text) {
        Map<String, Object> names = new HashMap<>();
        for (String pair : text.split(",")) {
            String[] parts = pair.split("=");
            names.put(parts[0], new BigDecimal(parts[1]));
        }
        return names;
    }
}
