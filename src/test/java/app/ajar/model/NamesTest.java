package app.ajar.model;

import app.ajar.Hostile;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class NamesTest {

    @Test
    void displayName_isTheFirstThatIsNotBlank() {
        assertThat(Names.displayName(" Ana Ruiz ", "ana", "8198001234")).isEqualTo("Ana Ruiz");
        assertThat(Names.displayName("", "ana", "8198001234")).isEqualTo("ana");
        assertThat(Names.displayName(" \t", "ana", "8198001234")).isEqualTo("ana");
        assertThat(Names.displayName(null, " ", "8198001234")).isEqualTo("User 81980012");
        assertThat(Names.displayName(null, null, "81980012")).isEqualTo("User 81980012");
        assertThat(Names.displayName(null, null, "819")).isEqualTo("User 819");
        assertThat(Names.displayName(null, null, " ")).isEqualTo("Unknown");
        assertThat(Names.displayName(null, null, null)).isEqualTo("Unknown");
    }

    @ParameterizedTest
    @CsvSource({"Ana Ruiz,AR", "ana,A", "ana maria ruiz,AM", "  ana   ruiz  ,AR", "Ana\u00A0Ruiz,AR",
            "Ana\u3000Ruiz,AR",
            "élan vital,ÉV", "e\u0301lan,E\u0301", "ß,SS", "ñandú,Ñ", "渡辺 直美,渡直", "Владимир Ленский,ВЛ",
            "👩‍👩‍👧 Family,👩‍👩‍👧F", "🇯🇵 日本,🇯🇵日", "👍🏽 ok,👍🏽O", "1. Shop,1S", "@ana,@", "ﷺ x,ﷺX"})
    void initials_areTheFirstLettersOfAtMostTwoWords_neverCutInside(String name, String initials) {
        assertThat(Names.initials(name)).isEqualTo(initials);
    }

    @Test
    void initials_ofNothing_areAQuestionMark() {
        assertThat(Names.initials("")).isEqualTo("?");
        assertThat(Names.initials(" \u00A0\u3000\n")).isEqualTo("?");
    }

    @Test
    void initials_doNotDependOnTheUsersLanguage() {
        assertThat(Names.initials("istanbul ilkbahar")).isEqualTo("II");
    }

    @Test
    void aNameOfWhichNothingIsSeen_countsAsBlank() {
        assertThat(Names.displayName(Hostile.UNSEEN, "ana", "8198001234")).isEqualTo("ana");
        assertThat(Names.displayName("\u0301\u0301", "\u202e", "8198001234")).isEqualTo("User 81980012");
        assertThat(Names.displayName("\u202e", null, "\u0007")).isEqualTo("Unknown");
    }

    @Test
    void namesThatPeopleHave_areShownWhole() {
        for (String name : List.of("Nguyễn Thị Thảo", "مریم نوری‌زاده", "מִרְיָם", "👩‍👩‍👧 Family 🏴󠁧󠁢󠁥󠁮󠁧󠁿",
                "Dvořák",
                "渡辺 直美", "กัลยา")) {
            assertThat(Names.shown(" " + name + "\u00A0")).isEqualTo(name);
        }
    }

    @ParameterizedTest
    @MethodSource("app.ajar.Hostile#people")
    void whateverTheName_whatIsShownIsOneShortLineThatTurnsNothing(Hostile.Person person) {
        String shown = Names.displayName(person.name(), "ana", "8198001234");
        assertThat(shown).isNotBlank().hasSizeLessThanOrEqualTo(101)
                .doesNotMatch("(?s).*[\\p{Cc}\\u2028-\\u202E\\u2066-\\u2069].*");
        assertThat(shown.codePoints()).noneMatch(point -> Character.getType(point) == Character.SURROGATE);
        assertThat(Names.initials(shown)).isNotBlank().hasSizeLessThan(80);
    }

    @Test
    void initials_areNeverOfWhatCannotBeSeen() {
        assertThat(Names.initials("\u200fAna \u2060\u200bRuiz")).isEqualTo("AR");
        assertThat(Names.initials("\u200b")).isEqualTo("?");
    }
}
