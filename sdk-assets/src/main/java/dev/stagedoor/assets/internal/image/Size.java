package dev.stagedoor.assets.internal.image;

/**
 * A picture's size.
 *
 * @param width in pixels
 * @param height in pixels
 */
public record Size(long width, long height) {
    /** {@return how many pixels that are} */
    public long pixels() {
        return width * height;
    }

    Size turned(boolean turned) {
        return turned ? new Size(height, width) : this;
    }

    /** {@return the largest size of the same shape that fits; never larger than this, never less than one pixel} */
    Size fittedInto(Size box) {
        double factor = Math.min(1.0, Math.min((double) box.width / width, (double) box.height / height));
        return new Size(Math.max(1, Math.round(width * factor)), Math.max(1, Math.round(height * factor)));
    }

    Size atLeast(Size other) {
        return new Size(Math.max(width, other.width), Math.max(height, other.height));
    }
}
