package app.ajar.model;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class IdsTest {

    private static final AccountId SHOP = new AccountId("17841400000000001");

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void blankId_isABug(String value) {
        assertThatThrownBy(() -> new AccountId(value)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ParticipantId(SHOP, value)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ConversationId(SHOP, value)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MessageId(value)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"17841400000000001", "a", "a-b_c", "0"})
    void plainId_isItsOwnFileName(String value) {
        assertThat(new AccountId(value).fileName()).isEqualTo(value);
        assertThat(new ParticipantId(SHOP, value).fileName()).isEqualTo(value);
        assertThat(new ConversationId(SHOP, value).fileName()).isEqualTo(value);
    }

    @Test
    void otherId_getsANameOfItsOwn_thatEveryFileSystemTakes() {
        List<String> odd = List.of("A", "a/", "..", ".", "a".repeat(65), "a".repeat(300), "con", "CON", "nul", "com1",
                "a b", "a.", "é", "e\u0301", "a\u0000", "a\\b", "a:b", "😀", "aWdfZAG06==", "AWdfZAG06==");
        List<String> names = odd.stream().map(value -> new AccountId(value).fileName()).toList();

        assertThat(names).allMatch(name -> name.matches("id-[0-9a-f]{64}"));
        assertThat(names.stream().map(name -> name.toLowerCase(Locale.ROOT)).distinct()).hasSameSizeAs(odd);
    }

    @Test
    void id_cannotPretendToBeAnothersHash() {
        String hashed = new AccountId("A").fileName();

        assertThat(new AccountId(hashed).fileName()).isNotEqualTo(hashed);
    }

    @Test
    void direction_comparesIdsAsText() {
        assertThat(Message.Direction.of("17841400000000001", SHOP)).isEqualTo(Message.Direction.OUTBOUND);
        assertThat(Message.Direction.of("017841400000000001", SHOP)).isEqualTo(Message.Direction.INBOUND);
        assertThat(Message.Direction.of("8198001", SHOP)).isEqualTo(Message.Direction.INBOUND);
    }
}
