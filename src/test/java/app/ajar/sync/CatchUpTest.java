package app.ajar.sync;

import app.ajar.account.Connector;
import app.ajar.account.TokenVault;
import app.ajar.graph.CallBudget;
import app.ajar.media.AvatarFiles;
import app.ajar.media.MediaHttp;
import app.ajar.model.AccountId;
import app.ajar.model.ApiAddress;
import app.ajar.model.Conversation;
import app.ajar.sandbox.Sandbox;
import app.ajar.sandbox.SandboxClock;
import app.ajar.sandbox.SandboxOptions;
import app.ajar.sandbox.world.Person;
import app.ajar.settings.Settings;
import app.ajar.store.ConversationFilter;
import app.ajar.store.Database;
import app.ajar.store.Database.OpenResult;
import app.ajar.store.JobQueue;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Several accounts, in each of which everybody wrote while the computer slept, on the budget that Meta gives. What counts
 * is how many calls it takes, because the budget turns them into time; {@code -Dcatch.up.accounts=20
 * -Dcatch.up.conversations=200} measures that time too.
 */
class CatchUpTest {

    private static final int ACCOUNTS = Integer.getInteger("catch.up.accounts", 3);
    private static final int CONVERSATIONS = Integer.getInteger("catch.up.conversations", 60);
    private static final int A_PAGE = 50;
    private static final Duration SLEPT = Duration.ofHours(8);
    private static final Duration QUICK = Duration.ofMillis(5);
    /** Two places, each free again so long after its call. */
    private static final double SECONDS_FOR_TWO_CALLS = 1.02;

    @TempDir
    Path folder;

    private final SandboxClock clock = new SandboxClock(Clock.systemUTC());

    @Test
    void afterEightHoursOfSleep_everyAccountIsCaughtUp_inFewMoreCallsThanThereArePages() throws Exception {
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.generated(CONVERSATIONS, CONVERSATIONS * 25L, 5));
                ManyShops shops = new ManyShops(sandbox, ACCOUNTS);
                MediaHttp http = new MediaHttp(true);
                Database database = open()) {
            ApiAddress address = new ApiAddress(shops.url(), "v26.0");
            TokenVault vault = TokenVault.inFile(folder);
            Connector connector = new Connector(folder, database, vault, address, clock);
            for (AccountId account : shops.accounts()) {
                assertThat(connector.connect(shops.token(account))).isInstanceOf(Connector.Result.Connected.class);
            }
            try (SyncEngine before = engine(database, vault, address, http, () -> new CallBudget(clock, QUICK))) {
                before.start();
                shops.accounts().forEach(account -> Rig.until("live", () -> synced(before, account)));
                // Asked for once a person; else they would take a part of the budget that is looked at below.
                Rig.until("profiles are asked for",
                        () -> !before.jobs().read(0).waiting().containsKey(JobQueue.Type.REFRESH_PROFILE));
            }
            hoursPass(sandbox);
            shops.changed();
            try (SyncEngine after = engine(database, vault, address, http, () -> new CallBudget(clock))) {
                after.prepareSending();
                assertThat(shops.accounts()).allMatch(account -> !synced(after, account));
                report(shops, watch(after, shops, database));
            }
        }
    }

    private boolean synced(SyncEngine engine, AccountId account) {
        return engine.health(account)
                .filter(health -> health.lastSyncAt() != null && health.asOf(clock.instant()).isEmpty()).isPresent();
    }

    /** Everybody wrote, some more than once. */
    private void hoursPass(Sandbox sandbox) {
        clock.advance(SLEPT);
        sandbox.clock().advance(SLEPT);
        int number = 0;
        for (Person person : sandbox.everybody()) {
            for (int left = 1 + number++ % 3; left > 0; left--) {
                sandbox.personWrites(person.username(), "While you slept");
            }
        }
    }

    private record Caught(int calls, int lists, double seconds) {}

    private Map<AccountId, Caught> watch(SyncEngine engine, ManyShops shops, Database database) {
        Map<AccountId, Caught> caught = new HashMap<>();
        long began = System.nanoTime();
        engine.attention(SyncEngine.Attention.FOCUSED);
        engine.start();
        List<AccountId> waiting = new ArrayList<>(shops.accounts());
        while (!waiting.isEmpty()) {
            Rig.until("another account is caught up", () -> waiting.stream().anyMatch(each -> synced(engine, each)));
            for (AccountId account : List.copyOf(waiting)) {
                if (synced(engine, account)) {
                    List<String> asked = shops.asked(account);
                    int lists = (int) asked.stream().filter(path -> path.endsWith("/conversations")).count();
                    caught.put(account, new Caught(asked.size(), lists, (System.nanoTime() - began) / 1e9));
                    waiting.remove(account);
                    assertThat(behind(database, account)).as("said to be current, and not read").isEmpty();
                }
            }
        }
        return caught;
    }

    /** By one question, because it is asked while other accounts are still measured. */
    private List<Conversation> behind(Database database, AccountId account) {
        List<Conversation> all = database.conversations().page(
                new ConversationFilter(account, ConversationFilter.Tab.ALL, null, clock.instant()), null,
                2 * CONVERSATIONS);
        assertThat(all).hasSize(CONVERSATIONS);
        return all.stream().filter(each -> !"While you slept".equals(each.preview())).toList();
    }

    private static void report(ManyShops shops, Map<AccountId, Caught> caught) {
        int pages = (CONVERSATIONS + A_PAGE - 1) / A_PAGE;
        double last = caught.values().stream().mapToDouble(Caught::seconds).max().orElseThrow();
        int most = caught.values().stream().mapToInt(Caught::calls).max().orElseThrow();
        System.getLogger(CatchUpTest.class.getName()).log(System.Logger.Level.INFO, String.format(Locale.ROOT,
                "%d accounts, %d conversations each: %.1f s; the budget alone: %.1f s for %d calls, %.1f s for %d pages",
                caught.size(), CONVERSATIONS, last, least(most), most, least(pages), pages));
        assertThat(caught).hasSize(shops.accounts().size()).allSatisfy((account, each) -> {
            assertThat(each.lists()).as("pages read").isEqualTo(pages);
            // Those whose windows close first come before the list.
            assertThat(each.calls()).as("calls").isBetween(pages, pages + 3);
        });
    }

    /** The seconds that so many calls take if each is answered at once. */
    private static double least(int calls) {
        int pauses = (calls - 1) / 2;
        return pauses * SECONDS_FOR_TWO_CALLS;
    }

    private Database open() {
        return switch (Database.open(folder, clock)) {
            case OpenResult.Opened(Database opened) -> opened;
            case OpenResult other -> throw new AssertionError("not opened: " + other);
        };
    }

    private SyncEngine engine(Database database, TokenVault vault, ApiAddress address, MediaHttp http,
            Supplier<CallBudget> budgets) {
        return new SyncEngine(database, vault, new SyncEngine.Api(address, budgets), AvatarFiles.in(folder, http),
                () -> Settings.DEFAULTS.withStorage(Settings.Keep.NOTHING, 0), clock);
    }
}
