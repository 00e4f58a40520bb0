/** Asset store on S3-compatible object storage. */
@NullMarked
package dev.stagedoor.s3;

import org.jspecify.annotations.NullMarked;
