package guiju.peers;

import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One input tuple. */
public record Row(String a, String b, BigDecimal c, BigDecimal d) {
    /** The first rows of {@code inputs.csv}, whose fields hold neither commas nor quotes. */
    static List<Row> read(Path folder, int limit) throws IOException {
        List<Row> rows = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(folder.resolve("inputs.csv"))) {
            lines.readLine();
            for (String line = lines.readLine(); line != null && rows.size() < limit; line = lines.readLine()) {
                String[] fields = line.split(",");
                rows.add(new Row(fields[0], fields[1], new BigDecimal(fields[2]), new BigDecimal(fields[3])));
            }
        }
        return rows;
    }
}
