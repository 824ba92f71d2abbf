package app.ajar.ui.shell;

import app.ajar.account.Connector.Result;
import app.ajar.model.AccessProblem;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ConnectWordsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T09:50:00Z");

    @Test
    void of_tellsEveryAccessProblemApart_withItsOwnCure() {
        List<ConnectWords> all = Arrays.stream(AccessProblem.values())
                .map(problem -> words(new Result.NoAccess(problem, "190"))).toList();
        assertThat(all).extracting(ConnectWords::what).doesNotHaveDuplicates().allSatisfy(ConnectWordsTest::isSentence);
        assertThat(all).extracting(ConnectWords::remedy).allSatisfy(ConnectWordsTest::isSentence);
        assertThat(all).noneMatch(ConnectWords::good);
    }

    @Test
    void of_saysWhatToDo_forWhateverElseGoesWrong() {
        List<ConnectWords> all = List.of(words(new Result.NotAToken()), words(new Result.Unreachable()),
                words(new Result.Later(NOW.plusSeconds(900))), words(new Result.Trouble(null)),
                words(new Result.Trouble("HTTP 503")), words(new Result.NotKept("locked")), ConnectWords.failed());
        assertThat(all).extracting(ConnectWords::what).doesNotHaveDuplicates().allSatisfy(ConnectWordsTest::isSentence);
        assertThat(all).extracting(ConnectWords::remedy).allSatisfy(ConnectWordsTest::isSentence);
        assertThat(words(new Result.Later(NOW.plusSeconds(900))).what()).endsWith("10:05");
        assertThat(words(new Result.Trouble("HTTP 503")).what()).endsWith("(HTTP 503)");
    }

    private static void isSentence(String words) {
        assertThat(words).isNotBlank().doesNotContain("{", "''", "!");
    }

    private static ConnectWords words(Result result) {
        return ConnectWords.of(result, NOW, ZoneOffset.UTC, Locale.UK);
    }
}
