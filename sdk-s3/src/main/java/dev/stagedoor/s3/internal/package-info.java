/** The parts of an upload to S3 and of its verification. */
@NullMarked
package dev.stagedoor.s3.internal;

import org.jspecify.annotations.NullMarked;
