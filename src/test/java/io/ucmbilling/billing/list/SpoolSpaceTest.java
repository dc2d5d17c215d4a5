package io.ucmbilling.billing.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ucmbilling.billing.problem.ProblemException;
import io.ucmbilling.billing.problem.ProblemKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Answers that are written to the disk are bounded, each and all together. */
class SpoolSpaceTest {
    private final SpoolSpace space = new SpoolSpace(100, 150);

    private static void assertUnavailable(ThrowingCallable write, String told) {
        assertThatThrownBy(write).isInstanceOfSatisfying(ProblemException.class, refused -> {
            assertThat(refused.problem().kind()).isEqualTo(ProblemKind.UNAVAILABLE);
            assertThat(refused.problem().detail()).contains(told);
            assertThat(refused.problem().headers()).containsKey("Retry-After");
        });
    }

    @Test
    void takesAnAnswerUpToItsBoundAndNoByteMore() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        OutputStream out = space.over(file);
        out.write(new byte[99]);
        out.write(1);

        assertUnavailable(() -> out.write(1), "longer than 100 bytes");
        assertThat(file.size()).isEqualTo(100);
    }

    @Test
    void givesRoomBackWhenAnAnswerGoes() throws IOException {
        OutputStream first = space.over(new ByteArrayOutputStream());
        first.write(new byte[100]);
        OutputStream second = space.over(new ByteArrayOutputStream());
        second.write(new byte[50]);
        assertUnavailable(() -> second.write(1), "all of the 150 bytes");
        first.close();
        first.close();
        second.write(new byte[50]);
        OutputStream third = space.over(new ByteArrayOutputStream());
        third.write(new byte[50]);

        assertUnavailable(() -> third.write(1), "all of the 150 bytes");
    }

    @Test
    void tellsThatTheDiskIsFull() {
        OutputStream full = space.over(new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException("No space left on device");
            }
        });

        assertUnavailable(() -> full.write(1), "disk has no room");
    }
}
