package guiju.peers;

import java.nio.charset.StandardCharsets;

/** FNV-1a with 64 bits over outputs joined by a line feed. */
final class Checksum {
    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x00000100000001b3L;

    private long hash = OFFSET;
    private boolean isEmpty = true;

    void add(String output) {
        if (!isEmpty) {
            step((byte) '\n');
        }
        isEmpty = false;
        for (byte next : output.getBytes(StandardCharsets.UTF_8)) {
            step(next);
        }
    }

    String hex() {
        return String.format("%016x", hash);
    }

    private void step(byte next) {
        hash = (hash ^ (next & 0xff)) * PRIME;
    }
}
