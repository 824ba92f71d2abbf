package app.ajar.text;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ByteCountsTest {

    @ParameterizedTest
    @CsvSource({"0,0 kB", "-5,0 kB", "1,1 kB", "1499,1 kB", "999499,999 kB", "999500,1 MB", "1260000,1.3 MB",
            "343400000,343 MB", "2000000000,2 GB", "50000000000,50 GB", "1500000000000,1.5 TB",
            "9000000000000000,'9,000 TB'"})
    void words_areShortAndRounded(long bytes, String words) {
        assertThat(ByteCounts.words(bytes, Locale.UK)).isEqualTo(words);
    }
}
