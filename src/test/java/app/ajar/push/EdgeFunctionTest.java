package app.ajar.push;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

/** The parts of the edge function that need no server, run by {@code node}; reported as skipped where there is none. */
class EdgeFunctionTest {

    @Test
    void function_answersTheChallenge_andTakesWhatMetaSignedAlone() throws IOException, InterruptedException {
        Process process = node();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said.strip()).endsWith("well");
    }

    private static Process node() throws IOException {
        try {
            return new ProcessBuilder("node", "src/test/js/verify-proof.mjs",
                    "packaging/supabase/functions/instagram/verify.js").redirectErrorStream(true).start();
        } catch (IOException e) {
            if (System.getenv("AJAR_REQUIRE_NODE") != null) {
                throw e;
            }
            return abort("node is not here");
        }
    }
}
