package app.ajar.ui.upkeep;

import app.ajar.model.AccountId;
import app.ajar.model.Attachment.Trouble;
import app.ajar.model.Participant;
import app.ajar.model.ParticipantId;
import app.ajar.store.JobQueue;
import app.ajar.sync.JobBoard;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class JobWordsTest {

    private static final Participant MAYA = Participant.known(new ParticipantId(new AccountId("1"), "2"),
            "maya.okafor");

    @Test
    void summary_countsByKind_inPluralAndSingular() {
        assertThat(JobWords.summary(List.of(), 0, "")).isEmpty();
        assertThat(JobWords.summary(
                List.of(JobQueue.Type.DOWNLOAD_MEDIA, JobQueue.Type.DOWNLOAD_MEDIA, JobQueue.Type.DOWNLOAD_MEDIA), 0,
                ""))
                .isEqualTo("3 media downloading");
        assertThat(JobWords.summary(
                List.of(JobQueue.Type.DOWNLOAD_MEDIA, JobQueue.Type.DOWNLOAD_AVATAR, JobQueue.Type.REFRESH_PROFILE), 2,
                ""))
                .isEqualTo("1 profile picture downloading · 1 profile refreshing · 1 media downloading · 2 failed");
        assertThat(JobWords.summary(List.of(JobQueue.Type.DOWNLOAD_AVATAR, JobQueue.Type.DOWNLOAD_AVATAR), 0, ""))
                .isEqualTo("2 profile pictures downloading");
    }

    @Test
    void heldBack_saysWhy_andWhenItIsTriedAgain_beforeAllElse() {
        Instant again = Instant.parse("2026-11-22T14:32:10Z");
        String full = JobWords.held(new JobBoard.Held(Trouble.DISK_FULL, again), ZoneOffset.UTC, Locale.UK);
        assertThat(full).isEqualTo("Media wait: the disk is full. Tried again at 14:32.");
        assertThat(JobWords.held(new JobBoard.Held(Trouble.NOT_WRITABLE, again), ZoneOffset.UTC, Locale.UK))
                .isEqualTo("Media wait: their folder cannot be written. Tried again at 14:32.");
        assertThat(JobWords.held(new JobBoard.Held(null, again), ZoneOffset.UTC, Locale.UK))
                .isEqualTo("Media wait: Instagram asks to wait. Tried again at 14:32.");
        assertThat(JobWords.summary(List.of(), 2, full)).isEqualTo(full + " · 2 failed");
    }

    @Test
    void waiting_isOneLine_orNothing() {
        assertThat(JobWords.waiting(Map.of())).isEmpty();
        assertThat(JobWords.waiting(Map.of(JobQueue.Type.DOWNLOAD_MEDIA, 12_000L, JobQueue.Type.DOWNLOAD_AVATAR, 1L)))
                .isEqualTo("Waiting: 1 profile picture, 12,000 media");
    }

    @Test
    void detail_saysHowFar_onlyWhenItIsKnown() {
        assertThat(
                JobWords.detail(new JobBoard.Running(1, JobQueue.Type.DOWNLOAD_MEDIA, MAYA, OptionalDouble.of(0.404)),
                        Locale.UK))
                .isEqualTo("Photo or file · 40%");
        assertThat(JobWords.detail(new JobBoard.Running(1, JobQueue.Type.DOWNLOAD_AVATAR, MAYA, OptionalDouble.empty()),
                Locale.UK)).isEqualTo("Profile picture");
        assertThat(JobWords.title(JobQueue.Type.DOWNLOAD_AVATAR, MAYA)).isEqualTo("maya.okafor");
        assertThat(JobWords.title(JobQueue.Type.CLEAN_UP, null)).isEqualTo("Tidying up");
    }

    @ParameterizedTest
    @EnumSource(JobQueue.Reason.class)
    void everyReason_hasPlainWords(JobQueue.Reason reason) {
        assertThat(JobWords.detail(new JobBoard.Failed(1, JobQueue.Type.DOWNLOAD_MEDIA, null, reason)))
                .startsWith("Photo or file · ").doesNotContain("_", "{", "null");
    }

    @ParameterizedTest
    @EnumSource(JobQueue.Type.class)
    void everyType_hasWords(JobQueue.Type type) {
        assertThat(JobWords.summary(List.of(type), 0, "")).isNotBlank();
        if (type == JobQueue.Type.CLEAN_UP) {
            assertThat(JobWords.waiting(Map.of(type, 1L))).isEmpty();
        } else {
            assertThat(JobWords.waiting(Map.of(type, 1L))).startsWith("Waiting: ");
        }
        assertThat(JobWords.title(type, null)).isNotBlank();
    }
}
