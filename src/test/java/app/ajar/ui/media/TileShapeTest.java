package app.ajar.ui.media;

import app.ajar.model.Attachment;
import java.util.List;
import javafx.geometry.Rectangle2D;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TileShapeTest {

    @ParameterizedTest
    @CsvSource({"1080,1350,256,320", "1350,1080,260,208", "1080,1080,260,260", "120,140,120,140", "40,30,96,96",
            "4000,100,260,96", "100,4000,96,320"})
    void onePicture_hasItsOwnShape_withinBounds(int wide, int high, double width, double height) {
        assertThat(TileShape.of(picture(wide, high))).isEqualTo(new TileShape(width, height));
    }

    @Test
    void anUnknownOrImpossibleShape_isASquare() {
        TileShape square = TileShape.of(picture(null, 300));

        assertThat(square.width()).isEqualTo(square.height());
        assertThat(TileShape.of(picture(0, -3))).isEqualTo(square);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 30})
    void aGrid_isOfSquaresThatDoNotTouch_andNoWiderThanItsOwnWidth(int pictures) {
        List<Rectangle2D> cells = TileShape.grid(pictures);

        assertThat(cells).hasSize(Math.min(4, pictures)).allSatisfy(cell -> {
            assertThat(cell.getWidth()).isEqualTo(cell.getHeight());
            assertThat(cell.getMaxX()).isLessThanOrEqualTo(264);
        });
        for (Rectangle2D one : cells) {
            assertThat(cells.stream().filter(other -> !other.equals(one) && other.intersects(one))).isEmpty();
        }
        assertThat(TileShape.hidden(pictures)).isEqualTo(Math.max(0, pictures - 4));
    }

    private static Attachment picture(@Nullable Integer width, @Nullable Integer height) {
        return new Attachment(0, Attachment.Kind.IMAGE, null, null, null, null, null, width, height,
                Attachment.State.PENDING, null, null);
    }
}
