package app.ajar.templates;

import app.ajar.model.AccountId;
import app.ajar.model.Participant;
import app.ajar.model.ParticipantId;
import app.ajar.templates.Placeholders.Facts;
import app.ajar.templates.Placeholders.Filled;
import app.ajar.templates.Placeholders.Gap;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PlaceholdersTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final Facts MIA = new Facts("Mia", "mia.okafor", "Harbour Bakery", TODAY, Locale.US);
    private static final Facts NOBODY = new Facts(null, null, null, TODAY, Locale.US);

    @Test
    void everyFact_isPutIn() {
        assertThat(Placeholders.fill("Hi {first_name} (@{USERNAME}), {account} on {date}", MIA))
                .isEqualTo(new Filled.Complete("Hi Mia (@mia.okafor), Harbour Bakery on November 22"));
    }

    @Test
    void aKnownFact_goesBeforeWhatStandsForIt() {
        assertThat(Placeholders.fill("Hi {first_name|there}", MIA).text()).isEqualTo("Hi Mia");
        assertThat(Placeholders.fill("Hi {first_name|there}", NOBODY)).isEqualTo(new Filled.Complete("Hi there"));
    }

    @Test
    void anUnfilledOne_isNamed_withItsPlace() {
        Filled filled = Placeholders.fill("Hi {first_name}, {discount|10}{username|}", NOBODY);
        assertThat(filled).isInstanceOfSatisfying(Filled.Lacking.class, lacking -> assertThat(lacking.gaps())
                .containsExactly(new Gap("{first_name}", 3, 15, true), new Gap("{discount|10}", 17, 30, false),
                        new Gap("{username|}", 30, 41, true)));
        assertThat(filled.text()).isEqualTo("Hi {first_name}, {discount|10}{username|}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{first_name}}", "{", "}", "{}", "{ first_name }", "{first name}", "{1}", "{{first_name}",
            "a { b } c", "{first_name", "{first_name|two\nlines}"})
    void whatIsNoPlaceholder_staysAsWritten(String text) {
        assertThat(Placeholders.fill(text, MIA)).isEqualTo(new Filled.Complete(text));
        assertThat(Placeholders.left(text)).isEmpty();
    }

    @Test
    void aBraceTooMany_doesNotHideAPlaceholder() {
        assertThat(Placeholders.fill("{first_name}}", MIA).text()).isEqualTo("Mia}");
    }

    @Test
    void bracesInAName_areNoPlaceholders() {
        Facts facts = new Facts("{username}", "real", null, TODAY, Locale.US);
        assertThat(Placeholders.fill("Hi {first_name}", facts)).isEqualTo(new Filled.Complete("Hi {username}"));
    }

    @Test
    void whatIsLeftInAText_isNamedOnce() {
        assertThat(Placeholders.left("{discount} and {date|x} and {discount}")).containsExactly("{discount}",
                "{date|x}");
    }

    @Test
    void whatNobodyKnows_isToldToWhoWritesIt() {
        assertThat(Placeholders.unknown("{first_name} {discount} {firstname|x}")).containsExactly("{discount}",
                "{firstname|x}");
    }

    @ParameterizedTest
    @CsvSource({"Mia Okafor,Mia", "'🌸 Mia 🌸',Mia", "محمد علي,محمد", "田中太郎,田中太郎", "'🌸',", "' ',"})
    void firstName_isTheFirstWordWithALetter(String name, @Nullable String first) {
        Participant person = new Participant(new ParticipantId(new AccountId("1"), "2"), "user", name, null, null,
                null, null, null, null);
        assertThat(Facts.of(person, null, TODAY, Locale.US).firstName()).isEqualTo(first);
    }
}
