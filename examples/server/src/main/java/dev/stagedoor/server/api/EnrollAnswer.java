package dev.stagedoor.server.api;

/** What enrolling answers with when it is not a problem. */
record EnrollAnswer(int status, Object body) {}
