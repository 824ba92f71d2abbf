package app.ajar.ui.shell;

import app.ajar.account.Connector.Result;
import app.ajar.model.AccessProblem;
import app.ajar.ui.shell.ConnectViewModel.Words;
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
        List<Words> all = Arrays.stream(AccessProblem.values())
                .map(problem -> words(new Result.NoAccess(problem, "190"))).toList();
        assertThat(all).extracting(Words::what).doesNotHaveDuplicates().allSatisfy(ConnectWordsTest::isSentence);
        assertThat(all).extracting(Words::remedy).allSatisfy(ConnectWordsTest::isSentence);
        assertThat(all).noneMatch(Words::good);
    }

    @Test
    void of_saysWhatToDo_forWhateverElseGoesWrong() {
        List<Words> all = List.of(words(new Result.NotAToken()), words(new Result.Unreachable()),
                words(new Result.Later(NOW.plusSeconds(900))), words(new Result.Trouble(null)),
                words(new Result.Trouble("HTTP 503")), words(new Result.NotKept("locked")), Words.failed());
        assertThat(all).extracting(Words::what).doesNotHaveDuplicates().allSatisfy(ConnectWordsTest::isSentence);
        assertThat(all).extracting(Words::remedy).allSatisfy(ConnectWordsTest::isSentence);
        assertThat(words(new Result.Later(NOW.plusSeconds(900))).what()).endsWith("10:05");
        assertThat(words(new Result.Trouble("HTTP 503")).what()).endsWith("(HTTP 503)");
    }

    private static void isSentence(String words) {
        assertThat(words).isNotBlank().doesNotContain("{", "''", "!");
    }

    private static Words words(Result result) {
        return Words.of(result, NOW, ZoneOffset.UTC, Locale.UK);
    }
}
