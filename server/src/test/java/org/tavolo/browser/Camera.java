package org.tavolo.browser;

import com.google.zxing.ChecksumException;
import com.google.zxing.FormatException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import com.microsoft.playwright.Locator;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** The camera of a phone that is held before another screen. */
final class Camera {
    /** Empty squares around a code. */
    private static final int QUIET = 4;

    private Camera() {
    }

    /** What the squares of a QR code on the screen say; finding them in a picture is left to the phones. */
    static String read(Locator code) {
        code.scrollIntoViewIfNeeded();
        try {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(code.screenshot()));
            int whole = Integer.parseInt(code.getAttribute("viewBox").split(" ")[2]);
            double module = image.getWidth() / (double) whole;
            BitMatrix modules = new BitMatrix(whole - 2 * QUIET);
            for (int y = 0; y < modules.getHeight(); y++) {
                for (int x = 0; x < modules.getWidth(); x++) {
                    int seen = image.getRGB((int) ((x + QUIET + 0.5) * module), (int) ((y + QUIET + 0.5) * module));
                    if ((seen & 0xff) < 128) {
                        modules.set(x, y);
                    }
                }
            }
            return new Decoder().decode(modules).getText();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (ChecksumException | FormatException unreadable) {
            throw new AssertionError("no phone reads this code", unreadable);
        }
    }
}
