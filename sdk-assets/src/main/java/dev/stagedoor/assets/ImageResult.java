package dev.stagedoor.assets;

/** What became of an uploaded picture. */
public sealed interface ImageResult {
    /** {@return what to tell the person who uploaded it} */
    String sentence();

    /**
     * It is a picture, drawn anew.
     *
     * @param bytes a JPEG file in which nothing of the upload but its colours is left
     * @param width in pixels, at most 1280
     * @param height in pixels, at most 720
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Accepted(byte[] bytes, int width, int height) implements ImageResult {
        @Override
        public String sentence() {
            return "The picture is saved.";
        }

        /** Shows size, not content. */
        @Override
        public String toString() {
            return "Accepted[" + width + "x" + height + ", " + bytes.length + " bytes]";
        }
    }

    /** It is something else, whatever its name says. */
    record NotAnImage() implements ImageResult {
        @Override
        public String sentence() {
            return "This file is no JPEG, PNG or WebP picture. Save the picture as one of these and upload it again.";
        }
    }

    /**
     * The file is too large.
     *
     * @param mostBytes how large it may be
     */
    record TooLarge(int mostBytes) implements ImageResult {
        @Override
        public String sentence() {
            return "The file is larger than " + mostBytes / (1024 * 1024)
                    + " MB. Save the picture smaller and upload it again.";
        }
    }

    /**
     * The picture has too many pixels; it was not decoded.
     *
     * @param width in pixels, as its header says
     * @param height in pixels, as its header says
     */
    record TooManyPixels(long width, long height) implements ImageResult {
        @Override
        public String sentence() {
            return "The picture is " + width + " by " + height
                    + " pixels, which is more than we take. 1280 by 720 is all that is shown: save it smaller and upload it again.";
        }
    }

    /** It begins like a picture and cannot be shown. */
    record Damaged() implements ImageResult {
        @Override
        public String sentence() {
            return "The picture is damaged or was not sent completely. Open it on your device to see whether it is whole, then upload it again.";
        }
    }
}
