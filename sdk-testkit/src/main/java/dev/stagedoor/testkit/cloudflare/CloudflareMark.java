package dev.stagedoor.testkit.cloudflare;

/** Keeps the package from being empty until its first class lands. */
final class CloudflareMark {
    private CloudflareMark() {}
}
