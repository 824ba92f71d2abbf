package app.ajar.store;

import app.ajar.model.Message;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Killed at any moment, the next start opens and holds every acknowledged page whole, and no half of another. */
class KilledSyncTest {

    private static final int KILLS = 30;

    @Test
    void aKilledSync_leavesEveryCommittedPageWhole(@TempDir Path folder) throws Exception {
        Random random = new Random(20_261_122);
        int verified = 0;
        int acknowledged = -1;
        for (int kill = 0; kill < KILLS; kill++) {
            Child child = Child.start(Child.Task.SYNC, folder);
            acknowledged = Math.max(acknowledged, letItWork(child, random, kill));
            try (Database database = Sample.open(folder)) {
                int next = Child.nextPage(database);
                assertThat(next).as("pages after kill %d", kill).isGreaterThan(acknowledged);
                for (int page = verified; page < next; page++) {
                    isWhole(database, page);
                }
                verified = next;
                assertThat(database.threads().messageCount(Sample.SHOP)).as("no half page after kill %d", kill)
                        .isEqualTo((long) next * Child.CONVERSATIONS_A_PAGE * Child.MESSAGES_A_CONVERSATION);
                assertThat(database.check()).as("check after kill %d", kill).isTrue();
                if (acknowledged >= 0) {
                    assertThat(Integer.parseInt(database.notes().draft(Sample.MIA).orElse("-1")))
                            .as("the user's own words after kill %d", kill).isBetween(acknowledged, next);
                }
            }
        }
        assertThat(acknowledged).isGreaterThan(KILLS);
    }

    /** Kills it somewhere: now and then while it starts, mostly some pages on, a random moment after a commit. */
    private static int letItWork(Child child, Random random, int kill) throws Exception {
        int last = -1;
        if (kill % 6 == 5) {
            child.endsWithin(random.nextInt(900_000));
        } else {
            int pages = 1 + random.nextInt(12);
            String word = child.word();
            assertThat(word).isEqualTo("Opened");
            while (pages-- > 0 && (word = child.word()) != null) {
                last = Integer.parseInt(word);
            }
            child.endsWithin(random.nextInt(12_000));
        }
        child.kill();
        // What it had said before it died was committed as well.
        for (String word = child.word(); word != null; word = child.word()) {
            if (word.matches("\\d+")) {
                last = Integer.parseInt(word);
            }
        }
        return last;
    }

    private static void isWhole(Database database, int page) {
        for (SyncWriter.Pulled pulled : Child.page(page)) {
            List<Message> stored = new ArrayList<>();
            for (Message message : pulled.messages()) {
                database.threads().message(pulled.id(), message.id()).ifPresent(stored::add);
            }
            assertThat(stored).as("page %d", page).isEqualTo(pulled.messages());
        }
    }
}
