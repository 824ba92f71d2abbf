package app.ajar.store;

import app.ajar.store.ChangeFeed.Change;
import app.ajar.store.Templates.Content;
import app.ajar.store.Templates.Stage;
import app.ajar.store.Templates.Template;
import app.ajar.store.UserNotes.Reminded;
import app.ajar.store.UserNotes.Reminder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static app.ajar.store.Sample.MIA;
import static app.ajar.store.Sample.NOON;
import static app.ajar.store.Sample.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

class TemplatesTest {

    @TempDir
    private Path folder;

    private static Content content(String name, String category) {
        return new Content(null, name, "Hi {first_name|there}", category, Stage.OPENER);
    }

    private static List<String> names(Database database) {
        return database.templates().all().templates().stream().map(template -> template.content().name()).toList();
    }

    @Test
    void templates_standByCategory_inTheUsersOrder_afterARestartToo() {
        try (Database database = Sample.shop(folder)) {
            Templates templates = database.templates();
            assertThat(templates.all().categories()).isEqualTo(Templates.BUILT_IN);
            templates.add(content("Bye", "Closing"));
            templates.add(content("Fair", "Markets"));
            templates.add(content("Hello", "greeting"));
            templates.add(content("Stall", "MARKETS"));
            assertThat(names(database)).containsExactly("Hello", "Bye", "Fair", "Stall");
            templates.orderCategories(List.of("Markets", "greeting"));
        }
        try (Database database = Sample.open(folder)) {
            assertThat(names(database)).containsExactly("Fair", "Stall", "Hello", "Bye");
            assertThat(database.templates().all().categories()).containsExactly("Markets", "greeting", "follow-up",
                    "shipping", "pricing", "closing");
        }
    }

    @Test
    void aDeletedOne_comesBackAsItWas_andItsNumberIsNeverGivenToAnother() {
        try (Database database = Sample.shop(folder)) {
            Templates templates = database.templates();
            Template hello = templates.add(content("Hello", "greeting")).orElseThrow();
            templates.used(hello.id(), NOON);
            Template gone = templates.delete(hello.id()).orElseThrow();
            Template other = templates.add(content("Other", "greeting")).orElseThrow();
            assertThat(other.id()).isNotEqualTo(hello.id());
            templates.restore(gone);
            templates.restore(gone);
            assertThat(templates.find(hello.id())).contains(gone);
            assertThat(gone.uses()).isEqualTo(1);
            assertThat(gone.usedAt()).isEqualTo(NOON);
            assertThat(names(database)).containsExactly("Hello", "Other");
            assertThat(templates.delete(new Templates.Id(99))).isEmpty();
        }
    }

    @Test
    void aChange_keepsWhatWasCounted_andIsTold() {
        try (Database database = Sample.shop(folder); Sample.Heard heard = new Sample.Heard(database)) {
            Template hello = database.templates().add(content("Hello", "greeting")).orElseThrow();
            database.templates().used(hello.id(), NOON);
            assertThat(database.templates().change(hello.id(), content("Hi", "pricing"))).isTrue();
            assertThat(database.templates().change(new Templates.Id(99), content("Hi", "pricing"))).isFalse();
            assertThat(database.templates().find(hello.id()).orElseThrow().uses()).isEqualTo(1);
            assertThat(heard.all()).contains(new Change.TemplatesChanged());
        }
    }

    @Test
    void whatIsThereAlready_isNotAddedTwice() {
        try (Database database = Sample.shop(folder)) {
            database.templates().add(content("Hello", "greeting"));
            assertThat(database.templates().addMissing(List.of(content("Hello", "closing"), content("New", "x"),
                    content("New", "y")))).isEqualTo(1);
            assertThat(names(database)).containsExactly("Hello", "New");
        }
    }

    @Test
    void anEmptyStore_takesTheOrderOfWhatIsBroughtIn() {
        try (Database database = Sample.shop(folder)) {
            database.templates().addMissing(List.of(content("Fair", "Markets"), content("Bye", "Closing"),
                    content("Stall", "MARKETS"), content("Hello", "greeting")));
            assertThat(names(database)).containsExactly("Fair", "Stall", "Bye", "Hello");
            assertThat(database.templates().all().categories()).containsExactly("Markets", "closing", "greeting",
                    "follow-up", "shipping", "pricing");
        }
    }

    @Test
    void templates_areMovedWithinTheirCategory_asFarAsItGoes_andComeBackToTheirPlace() {
        try (Database database = Sample.shop(folder)) {
            Templates templates = database.templates();
            Template one = templates.add(content("One", "greeting")).orElseThrow();
            templates.add(content("Other", "closing"));
            Template two = templates.add(content("Two", "greeting")).orElseThrow();
            Template three = templates.add(content("Three", "greeting")).orElseThrow();
            assertThat(templates.move(one.id(), 1)).isTrue();
            assertThat(names(database)).containsExactly("Two", "One", "Three", "Other");
            assertThat(templates.move(three.id(), -9)).isTrue();
            assertThat(names(database)).containsExactly("Three", "Two", "One", "Other");
            assertThat(templates.move(three.id(), -1)).isFalse();
            assertThat(templates.move(new Templates.Id(99), 1)).isFalse();

            Template gone = templates.delete(two.id()).orElseThrow();
            assertThat(templates.move(three.id(), 1)).isTrue();
            templates.restore(gone);
            assertThat(names(database)).containsExactly("One", "Two", "Three", "Other");
        }
        try (Database database = Sample.open(folder)) {
            assertThat(names(database)).containsExactly("One", "Two", "Three", "Other");
        }
    }

    @Test
    void categories_areMoved_theBuiltInOnesToo() {
        try (Database database = Sample.shop(folder)) {
            Templates templates = database.templates();
            assertThat(templates.moveCategory("pricing", -2)).isTrue();
            assertThat(templates.all().categories()).containsExactly("greeting", "pricing", "follow-up", "shipping",
                    "closing");
            assertThat(templates.moveCategory("greeting", -1)).isFalse();
            assertThat(templates.moveCategory("nothing", 1)).isFalse();
        }
    }

    @Test
    void anAccountsOwnTemplates_goWithIt_sharedOnesStay() {
        try (Database database = Sample.shop(folder)) {
            database.templates().add(new Content(SHOP, "Ours", "x", "greeting", null));
            database.templates().add(content("Shared", "greeting"));
            database.accounts().remove(SHOP);
            assertThat(names(database)).containsExactly("Shared");
        }
    }

    @Test
    void whatIsWrittenForAnAccount_inTheMomentOfItsRemoval_goesWithIt() {
        try (Database database = Sample.shop(folder)) {
            Templates templates = database.templates();
            Content ours = new Content(SHOP, "Ours", "x", "Nobody's", null);
            Template deleted = templates.delete(templates.add(ours).orElseThrow().id()).orElseThrow();
            Template shared = templates.add(content("Shared", "greeting")).orElseThrow();
            database.accounts().remove(SHOP);

            assertThat(templates.add(ours)).isEmpty();
            assertThat(templates.addMissing(List.of(ours, content("Brought", "greeting")))).isEqualTo(1);
            assertThat(templates.change(shared.id(), ours)).isFalse();
            assertThat(templates.restore(deleted)).isFalse();

            assertThat(names(database)).containsExactly("Shared", "Brought");
            assertThat(templates.find(shared.id())).contains(shared);
        }
    }

    @Test
    void aReminder_isKept_andToldWithTheFirstUnansweredMessage() {
        Template hello;
        try (Database database = Sample.liveShop(folder)) {
            hello = database.templates().add(content("Hello", "greeting")).orElseThrow();
            Sample.apply(database, Sample.pulled(MIA, Sample.inbound(MIA, "m1", NOON.minusSeconds(900), "old"),
                    Sample.outbound(MIA, "m2", NOON.minusSeconds(800), "answer"),
                    Sample.inbound(MIA, "m3", NOON.minusSeconds(700), "and"),
                    Sample.inbound(MIA, "m4", NOON.minusSeconds(600), "well?")));
            database.notes().setReminder(MIA, new Reminder(Duration.ofHours(12), hello.id(), null));
            assertThat(database.notes().reminded()).isEmpty();
            database.notes().setPriority(MIA, true);
        }
        try (Database database = Sample.open(folder)) {
            Reminded reminded = database.notes().reminded().getFirst();
            assertThat(reminded.id()).isEqualTo(MIA);
            assertThat(reminded.reminder()).isEqualTo(new Reminder(Duration.ofHours(12), hello.id(), null));
            assertThat(reminded.waitingSince()).isEqualTo(NOON.minusSeconds(700));
            assertThat(reminded.lastOutboundAt()).isEqualTo(NOON.minusSeconds(800));
            assertThat(reminded.answering()).isFalse();
            database.outbox().enqueue(MIA, "On its way", false, NOON);
            assertThat(database.notes().reminded().getFirst().answering()).isTrue();
            database.notes().reminderDone(MIA, NOON.minusSeconds(700));
            assertThat(database.notes().reminded().getFirst().waitingSince()).isEqualTo(NOON.minusSeconds(600));
            database.notes().setReminder(MIA, null);
            assertThat(database.notes().reminder(MIA)).isEmpty();
            assertThat(database.notes().reminded()).isEmpty();
        }
    }
}
