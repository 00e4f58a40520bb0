/** Asset store on S3-compatible object storage. */
module dev.stagedoor.s3 {
    requires static transitive org.jspecify;
    requires transitive dev.stagedoor.core;
    requires org.slf4j;

    exports dev.stagedoor.s3;
}
