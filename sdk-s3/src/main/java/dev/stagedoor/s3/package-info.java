/** Asset store on S3-compatible object storage. Entry point: {@link dev.stagedoor.s3.S3AssetStore#builder}. */
@NullMarked
package dev.stagedoor.s3;

import org.jspecify.annotations.NullMarked;
