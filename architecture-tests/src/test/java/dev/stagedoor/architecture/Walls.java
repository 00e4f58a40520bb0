package dev.stagedoor.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import dev.stagedoor.core.planted.AsksAnInternalOfJdbc;
import dev.stagedoor.core.planted.KnowsAnAdapter;
import dev.stagedoor.core.planted.OpensASocket;
import dev.stagedoor.core.planted.PrintsToStandardOut;
import dev.stagedoor.core.planted.ReadsTheSystemClock;
import dev.stagedoor.core.planted.RefersToTheSystemClock;
import dev.stagedoor.core.planted.RollsItsOwnDice;
import dev.stagedoor.core.planted.SpeaksHttp;
import dev.stagedoor.core.planted.SpeaksJson;
import dev.stagedoor.core.planted.SpeaksSql;
import dev.stagedoor.core.planted.StartsThreads;
import dev.stagedoor.core.planted.ringa.KnowsRingB;
import dev.stagedoor.core.planted.ringb.KnowsRingA;
import dev.stagedoor.jdbc.planted.KnowsAnotherAdapter;
import dev.stagedoor.mediaserver.planted.BindsAnHttpServer;
import dev.stagedoor.rtc.planted.OpensAChannel;
import dev.stagedoor.rtc.planted.ReadsNanoTime;
import dev.stagedoor.rtc.planted.SleepsOnAThread;
import dev.stagedoor.webrtc.planted.KnowsAnExample;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** Every wall of the house. Moving one takes an ADR first. */
final class Walls {

    private static final String CORE = "dev.stagedoor.core..";
    private static final String RTC = "dev.stagedoor.rtc..";
    private static final String SHIPPED =
            "dev.stagedoor.(core|jdbc|tokens|rtc|webrtc|mediaserver|recorder|assets|s3|cloudflare|testkit)..";

    private Walls() {}

    static List<Wall> all() {
        List<Wall> walls = new ArrayList<>();
        walls.addAll(coreWalls());
        walls.addAll(rtcWalls());
        walls.addAll(houseWalls());
        return walls;
    }

    private static List<Wall> coreWalls() {
        return List.of(
                new Wall("sdk-core knows no SQL", packages(CORE, "java.sql..", "javax.sql.."), SpeaksSql.class),
                new Wall("sdk-core knows no sockets", noNetwork(CORE), OpensASocket.class),
                new Wall("sdk-core knows no HTTP", packages(CORE, httpPackages()), SpeaksHttp.class),
                new Wall(
                        "sdk-core knows no JSON library",
                        packages(
                                CORE,
                                "com.fasterxml.jackson..",
                                "tools.jackson..",
                                "com.google.gson..",
                                "jakarta.json.."),
                        SpeaksJson.class),
                new Wall("sdk-core makes no threads", access(CORE, Accesses.threads()), StartsThreads.class),
                new Wall(
                        "sdk-core reads no system clock",
                        access(CORE, Accesses.systemClock()),
                        ReadsTheSystemClock.class,
                        RefersToTheSystemClock.class),
                new Wall("sdk-core makes no randomness", access(CORE, Accesses.randomness()), RollsItsOwnDice.class));
    }

    private static List<Wall> rtcWalls() {
        return List.of(
                new Wall("sdk-rtc knows no sockets and no channels", noNetwork(RTC), OpensAChannel.class),
                new Wall("sdk-rtc makes no threads", access(RTC, Accesses.threads()), SleepsOnAThread.class),
                new Wall("sdk-rtc reads no system clock", access(RTC, Accesses.systemClock()), ReadsNanoTime.class));
    }

    private static List<Wall> houseWalls() {
        return List.of(
                new Wall(
                        "the media server is carried by any HTTP server and knows none",
                        packages("dev.stagedoor.mediaserver..", httpPackages()),
                        BindsAnHttpServer.class),
                new Wall(
                        "modules point one way, and adapters do not know each other",
                        classes()
                                .that()
                                .resideInAPackage("dev.stagedoor..")
                                .should(Conditions.knowOnlyAllowedModules()),
                        KnowsAnAdapter.class,
                        KnowsAnotherAdapter.class,
                        KnowsAnExample.class),
                new Wall(
                        "nobody enters another module's internal packages",
                        classes()
                                .that()
                                .resideInAPackage("dev.stagedoor..")
                                .should(Conditions.stayOutOfForeignInternals()),
                        AsksAnInternalOfJdbc.class),
                new Wall(
                        "rooms of a module form no ring",
                        slices().matching("dev.stagedoor.(*).(**)")
                                .should()
                                .beFreeOfCycles()
                                .ignoreDependency(alwaysTrue(), Values.SHARED_WORDS),
                        KnowsRingA.class,
                        KnowsRingB.class),
                new Wall(
                        "every package is @NullMarked",
                        classes()
                                .that()
                                .resideInAPackage("dev.stagedoor..")
                                .should(Conditions.liveInANullMarkedPackage()),
                        KnowsRingA.class),
                new Wall(
                        "shipped modules log and never print, but for a Main that a person starts",
                        noClasses()
                                .that()
                                .resideInAPackage(SHIPPED)
                                .and()
                                .haveSimpleNameNotEndingWith("Main")
                                .should()
                                .accessTargetWhere(Accesses.standardStreams()),
                        PrintsToStandardOut.class));
    }

    private static String[] httpPackages() {
        return new String[] {
            "java.net.http..",
            "com.sun.net.httpserver..",
            "io.javalin..",
            "io.helidon..",
            "jakarta.servlet..",
            "org.eclipse.jetty.."
        };
    }

    private static ArchRule packages(String from, String... forbidden) {
        return noClasses()
                .that()
                .resideInAPackage(from)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden);
    }

    private static ArchRule noNetwork(String from) {
        DescribedPredicate<JavaClass> addresses = belongToAnyOf(
                InetAddress.class,
                Inet4Address.class,
                Inet6Address.class,
                InetSocketAddress.class,
                SocketAddress.class,
                UnknownHostException.class,
                URI.class,
                URISyntaxException.class,
                URLEncoder.class,
                URLDecoder.class);
        return noClasses()
                .that()
                .resideInAPackage(from)
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.net", "java.nio.channels..", "javax.net..", "io.netty..")
                        .and(not(addresses)));
    }

    private static ArchRule access(String from, DescribedPredicate<JavaAccess<?>> forbidden) {
        return noClasses().that().resideInAPackage(from).should().accessTargetWhere(forbidden);
    }
}
