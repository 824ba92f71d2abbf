package app.ajar.sandbox;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FieldsTest {

    @Test
    void parse_readsNamesArgumentsAndInnerFields() {
        var fields = Fields.parse("id, participants{id,username},messages.limit(20).after(abc=){id,from{id}}");

        assertThat(fields).extracting(Fields::name).containsExactly("id", "participants", "messages");
        assertThat(fields.get(1).inner()).extracting(Fields::name).containsExactly("id", "username");
        assertThat(fields.get(2).arguments()).containsEntry("limit", "20").containsEntry("after", "abc=");
        assertThat(fields.get(2).inner().get(1).inner()).extracting(Fields::name).containsExactly("id");
    }

    @Test
    void parse_givesNothing_forAnEmptyText() {
        assertThat(Fields.parse("")).isEmpty();
        assertThat(Fields.parse("  ")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {",", "id,", "messages{", "messages{}", "messages{id", "messages{id}}", "messages.limit",
            "messages.limit(20", ".limit(3)", "id username", "a{b{c{d{e{f{g{h{i{j{k{l}}}}}}}}}}}"})
    void parse_refusesWhatIsNoFieldList(String text) {
        assertThatThrownBy(() -> Fields.parse(text)).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.code()).isEqualTo(2500));
    }

    @Test
    void check_findsAnUnknownFieldAtAnyDepth() {
        assertThatThrownBy(() -> Fields.check(Fields.parse("id,messages{id,from{id,nickname}}"),
                Fields.Node.CONVERSATION, Set.of())).isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(100);
                    assertThat(refusal.words()).contains("nonexisting field (nickname)");
                });
    }

    @Test
    void check_refusesAFieldThisServerDoesNotKnow() {
        var asked = Fields.parse("id,messages{id,reply_to}");

        Fields.check(asked, Fields.Node.CONVERSATION, Set.of());
        assertThatThrownBy(() -> Fields.check(asked, Fields.Node.CONVERSATION, Set.of("reply_to")))
                .isInstanceOf(Refusal.class);
    }
}
