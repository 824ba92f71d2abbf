package app.ajar.text;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class TongueTest {

    private static final Instant AFTERNOON = Instant.parse("2026-11-22T15:40:00Z");

    @ParameterizedTest
    @CsvSource({"de-AT,de-AT", "es-MX,es-MX", "en-GB,en-GB", "fr-FR,en", "ar-EG,en", "ja-JP,en", "und,en"})
    void words_areTheSystems_whereAjarSpeaksThem(Locale system, Locale words) {
        assertThat(Tongue.of(null, system, system).words()).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"de,en-US,de", "de,de-CH,de-CH", "es,de-DE,es", "en,de-DE,en", "en,ar-EG,en"})
    void words_areTheChosenOnes_whateverTheSystemSpeaks(String chosen, Locale system, Locale words) {
        Tongue tongue = Tongue.of(chosen, system, system);

        assertThat(tongue.words()).isEqualTo(words);
        assertThat(tongue.rightToLeft()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"xx", "fr", "DE", "''"})
    void languageThatIsNotThere_countsAsNone(String tag) {
        assertThat(Tongue.of(tag, Locale.GERMANY, Locale.GERMANY))
                .isEqualTo(Tongue.of(null, Locale.GERMANY, Locale.GERMANY));
    }

    @ParameterizedTest
    @CsvSource({"ar-EG,true", "he-IL,true", "fa-IR,true", "ur-PK,true", "en-US,false", "de-DE,false", "ja-JP,false",
            "ru-RU,false", "hi-IN,false", "und,false"})
    void window_isReadFromTheRight_whereTheSystemIs(Locale system, boolean rightToLeft) {
        assertThat(Tongue.of(null, system, system).rightToLeft()).isEqualTo(rightToLeft);
    }

    @Test
    void clock_keepsTheRegionsHours_whenAnotherLanguageIsChosen() {
        Locale dates = Tongue.of("en", Locale.GERMANY, Locale.GERMANY).dates();

        assertThat(Times.clock(AFTERNOON, ZoneOffset.UTC, dates)).isEqualTo("15:40");
        assertThat(Times.clock(AFTERNOON, ZoneOffset.UTC, Tongue.of("de", Locale.US, Locale.US).dates()))
                .isEqualTo("15:40");
    }

    @ParameterizedTest
    @CsvSource({"ar-EG,3:40\u00A0pm", "he-IL,15:40", "fr-FR,15:40", "ja-JP,15:40", "pt-BR,15:40", "hi-IN,3:40\u00A0pm"})
    void datesAndDigits_areThoseOfTheSentences_whereAjarDoesNotSpeakTheSystemsLanguage(Locale system, String clock) {
        Locale dates = Tongue.of(null, system, system).dates();

        assertThat(Times.clock(AFTERNOON, ZoneOffset.UTC, dates)).isEqualToIgnoringCase(clock);
        assertThat(Times.date(AFTERNOON, AFTERNOON, ZoneOffset.UTC, dates)).isEqualTo("22 Nov");
        assertThat(ByteCounts.words(1_500_000, dates)).matches("1[.,]5 MB");
    }

    @Test
    void sentence_keepsItsFullStop_whereTheWindowIsReadFromTheRight() {
        Tongue fromTheRight = new Tongue(Locale.ENGLISH, Locale.ENGLISH, true);

        assertThat(fromTheRight.framed("Nothing is lost.")).isEqualTo("Nothing is lost.\u200E");
        assertThat(fromTheRight.framed("… and more")).isEqualTo("\u200E… and more");
        assertThat(fromTheRight.framed("Copied")).isEqualTo("Copied");
        assertThat(Tongue.PLAIN.framed("Nothing is lost.")).isEqualTo("Nothing is lost.");
    }

    @Test
    void dates_areTheSystems_whenItsFormatsAreAnotherCountrys() {
        Locale dates = Tongue.of(null, Locale.US, Locale.GERMANY).dates();

        assertThat(Times.clock(AFTERNOON, ZoneOffset.UTC, dates)).isEqualTo("15:40");
    }
}
