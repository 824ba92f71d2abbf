package app.ajar.templates;

import app.ajar.store.Templates;
import app.ajar.store.Templates.Content;
import app.ajar.store.Templates.Template;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TemplateSearchTest {

    private static final AtomicLong NEXT = new AtomicLong();
    private final TemplateSearch search = new TemplateSearch(
            List.of(template("Opening hours", "closing", "Mon to Fri"),
                    template("Shipping abroad", "shipping", "We ship to Lagos 🚚"),
                    template("Café voucher", "pricing", "Half price"),
                    template("Ask for the size", "follow-up", "Which shipping address?"),
                    template("שעות פתיחה", "greeting", "שלום")),
            category -> category);

    private static Template template(String name, String category, String text) {
        long id = NEXT.incrementAndGet();
        return new Template(new Templates.Id(id), new Content(null, name, text, category, null), id, 0, null);
    }

    private List<String> names(String query) {
        return search.find(query).stream().map(found -> found.content().name()).toList();
    }

    @Test
    void aBlankQuery_findsAllInTheirOrder() {
        assertThat(names(" ")).hasSize(5).first().isEqualTo("Opening hours");
    }

    @Test
    void theNameComesBeforeTheText() {
        assertThat(names("ship")).containsExactly("Shipping abroad", "Ask for the size");
    }

    @Test
    void accentsAndCase_makeNoDifference() {
        assertThat(names("CAFE")).containsExactly("Café voucher");
        assertThat(names("cafÉ v")).containsExactly("Café voucher");
    }

    @Test
    void wordsAreFound_inAnyOrder() {
        assertThat(names("abroad ship")).containsExactly("Shipping abroad");
    }

    @Test
    void lettersInTheirOrder_areEnough_butNotStrewnOverTheName() {
        assertThat(names("opnhrs")).containsExactly("Opening hours");
        assertThat(names("zz")).isEmpty();
    }

    @Test
    void category_emoji_andOtherScripts_areFound() {
        assertThat(names("pricing")).containsExactly("Café voucher");
        assertThat(names("🚚")).containsExactly("Shipping abroad");
        assertThat(names("פתיחה")).containsExactly("שעות פתיחה");
    }
}
