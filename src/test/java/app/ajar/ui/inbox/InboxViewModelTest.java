package app.ajar.ui.inbox;

import app.ajar.model.AccountId;
import app.ajar.model.ConversationId;
import app.ajar.store.ConversationFilter.Tab;
import app.ajar.ui.kit.FxBridge;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static app.ajar.ui.inbox.StoredInbox.NOON;
import static app.ajar.ui.inbox.StoredInbox.SHOP;
import static app.ajar.ui.inbox.StoredInbox.id;
import static org.assertj.core.api.Assertions.assertThat;

class InboxViewModelTest {

    @TempDir
    Path folder;

    private final PretendToolkit toolkit = new PretendToolkit();
    private final List<Throwable> trouble = new ArrayList<>();
    private final FxBridge bridge = new FxBridge(Runnable::run, toolkit, trouble::add);
    private StoredInbox stored;
    private InboxViewModel model;

    @BeforeEach
    void open() {
        stored = new StoredInbox(folder).connected();
        model = new InboxViewModel(stored.database, bridge, StoredInbox.CLOCK, trouble::add);
    }

    @AfterEach
    void close() {
        model.close();
        stored.close();
        assertThat(trouble).isEmpty();
    }

    @Test
    void list_showsOnePageAtATime_newestFirst() {
        stored.people(150);
        show();
        assertThat(model.rows()).hasSize(InboxViewModel.PAGE);
        assertThat(names(3)).containsExactly("person-1", "person-2", "person-3");
        model.more();
        settle();
        assertThat(model.rows()).hasSize(2 * InboxViewModel.PAGE);
        model.more();
        settle();
        model.more();
        settle();
        assertThat(model.rows()).hasSize(150).doesNotHaveDuplicates();
        assertThat(model.hasMore()).isFalse();
    }

    @Test
    void incomingMessage_costsOneQueryOfRowsAndOneOfCounts() {
        stored.people(100);
        show();
        try (AccountCounts counts = new AccountCounts(stored.database, bridge, StoredInbox.CLOCK, trouble::add)) {
            counts.follow(List.of(SHOP));
            toolkit.until(counts::settled);
            long unread = counts.of(SHOP).unread();
            long before = stored.database.queryCount();

            stored.writes("person-9", NOON, "One more thing");
            toolkit.until(() -> counts.of(SHOP).unread() == unread + 1 && names(1).contains("person-9"));
            settle();

            assertThat(stored.database.queryCount() - before).isEqualTo(2);
            assertThat(model.rows().getFirst().preview().text()).isEqualTo("One more thing");
        }
    }

    @Test
    void burstOfMessages_isReadTogether_whileARoundOfReadingIsUnderWay() {
        stored.people(50);
        show();
        long before = stored.database.queryCount();
        for (int i = 1; i <= 40; i++) {
            stored.writes("person-" + i, NOON.plusSeconds(i), "Again");
        }
        toolkit.until(() -> names(1).contains("person-40"));
        settle();
        assertThat(stored.database.queryCount() - before).isLessThanOrEqualTo(3);
    }

    @Test
    void selection_staysWithTheConversation_whenItsRowMoves() {
        stored.people(10);
        show();
        model.select(id("person-4"));
        stored.writes("person-4", NOON, "Hello again");
        toolkit.until(() -> names(1).contains("person-4"));
        assertThat(model.selectedProperty().get()).isEqualTo(id("person-4"));
        stored.writes("person-7", NOON.plusSeconds(1), "Me too");
        toolkit.until(() -> names(1).contains("person-7"));
        assertThat(model.indexOf(model.selectedProperty().get())).isEqualTo(1);
    }

    @Test
    void move_goesThroughTheList_andStopsAtItsEnds() {
        stored.people(3);
        show();
        model.move(1);
        assertThat(selected()).isEqualTo("person-1");
        model.move(1);
        model.move(1);
        model.move(1);
        assertThat(selected()).isEqualTo("person-3");
        model.move(-5);
        assertThat(selected()).isEqualTo("person-1");
        assertThat(model.selectAt(2)).isTrue();
        assertThat(model.selectAt(3)).isFalse();
        assertThat(selected()).isEqualTo("person-3");
    }

    @Test
    void unreadTab_keepsTheConversationBeingRead_andLosesItWhenAnotherIsRead() {
        stored.people(5);
        stored.writes("person-2", NOON, "A question");
        stored.writes("person-3", NOON.plusSeconds(1), "A question too");
        show();
        model.showTab(Tab.UNREAD);
        settle();
        assertThat(names(9)).containsExactly("person-3", "person-2");

        model.select(id("person-3"));
        stored.database.notes().markRead(id("person-3"));
        toolkit.until(() -> !model.rows().getFirst().unread());
        assertThat(names(9)).containsExactly("person-3", "person-2");

        model.select(id("person-2"));
        stored.database.notes().markRead(id("person-2"));
        toolkit.until(() -> names(9).equals(List.of("person-2")));
    }

    @Test
    void priorityTab_followsTheStars() {
        stored.people(5);
        show();
        model.showTab(Tab.PRIORITY);
        settle();
        assertThat(model.rows()).isEmpty();
        stored.database.notes().setPriority(id("person-5"), true);
        toolkit.until(() -> !model.rows().isEmpty());
        stored.database.notes().setPriority(id("person-1"), true);
        toolkit.until(() -> names(9).equals(List.of("person-1", "person-5")));
        stored.database.notes().setPriority(id("person-5"), false);
        toolkit.until(() -> names(9).equals(List.of("person-1")));
    }

    @Test
    void closingTab_isOrderedByWhatClosesFirst() {
        stored.writes("late", NOON.minusSeconds(23 * 3600), "Soon over");
        stored.writes("later", NOON.minusSeconds(22 * 3600 + 1800), "Over later");
        stored.writes("fresh", NOON, "Plenty of time");
        show();
        model.showTab(Tab.CLOSING);
        settle();
        assertThat(names(9)).containsExactly("late", "later");
    }

    @Test
    void search_findsNamesAndLastMessages_andFollowsWhatComesIn() {
        stored.people(30);
        stored.writes("amélie", NOON, "Do you ship to Lyon?");
        show();
        model.search("  AMELIE ");
        settle();
        assertThat(names(9)).containsExactly("amélie");
        model.search("lyon");
        settle();
        assertThat(names(9)).containsExactly("amélie");
        stored.writes("person-30", NOON.plusSeconds(5), "Lyon is lovely");
        toolkit.until(() -> names(9).equals(List.of("person-30", "amélie")));
        model.search("nobody says this");
        settle();
        assertThat(model.rows()).isEmpty();
        model.search("");
        settle();
        assertThat(model.rows()).hasSize(31);
    }

    @Test
    void quickTyping_readsOnlyWhatIsStillWanted() {
        stored.people(30);
        show();
        long before = stored.database.queryCount();
        for (String typed : List.of("p", "pe", "per", "pers", "perso", "person", "person-", "person-3")) {
            model.search(typed);
        }
        settle();
        assertThat(names(9)).containsExactly("person-3", "person-30");
        assertThat(stored.database.queryCount() - before).isLessThanOrEqualTo(2);
    }

    @Test
    void otherAccountsMessages_costNothing() {
        stored.people(3);
        AccountId other = new AccountId("17841400000000002");
        stored.connect(other, "other.shop");
        show();
        long before = stored.database.queryCount();
        stored.writes(new ConversationId(other, "stranger"), NOON, "Wrong shop");
        stored.writes("person-3", NOON, "Right shop");
        toolkit.until(() -> names(1).contains("person-3"));
        settle();
        assertThat(stored.database.queryCount() - before).isEqualTo(1);
        assertThat(model.rows()).hasSize(3);
    }

    @Test
    void failedRead_leavesTheRows_andTheNextChangeReadsAllAgain() {
        stored.people(5);
        show();
        stored.database.close();
        model.search("person");
        toolkit.until(() -> !trouble.isEmpty());
        assertThat(model.rows()).hasSize(5);
        assertThat(trouble).hasSize(1);
        trouble.clear();
    }

    private void show() {
        model.showAccount(SHOP);
        settle();
    }

    private void settle() {
        toolkit.until(() -> model.settledProperty().get());
    }

    private String selected() {
        ConversationId id = model.selectedProperty().get();
        return id == null ? "nobody" : id.value();
    }

    private List<String> names(int most) {
        return model.rows().stream().limit(most).map(row -> row.id().value()).toList();
    }
}
