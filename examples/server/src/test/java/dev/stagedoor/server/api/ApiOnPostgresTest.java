package dev.stagedoor.server.api;

import dev.stagedoor.server.TestServer;
import org.junit.platform.suite.api.ConfigurationParameter;
import org.junit.platform.suite.api.SelectClasses;
import org.junit.platform.suite.api.Suite;

/** The main tests once more, on a real PostgreSQL. */
@Suite
@ConfigurationParameter(key = TestServer.DATABASE, value = "postgresql")
@SelectClasses({
    AuthApiTest.class,
    EnrollApiTest.class,
    EventsTest.class,
    InstructorApiTest.class,
    StreamsApiTest.class,
    TokensApiTest.class,
    WatchApiTest.class
})
class ApiOnPostgresTest {}
