package dev.stagedoor.server.http;

import dev.stagedoor.core.accounts.Accounts;
import dev.stagedoor.server.auth.OperatorPass;
import dev.stagedoor.server.auth.Sessions;
import dev.stagedoor.server.auth.StudioPass;
import dev.stagedoor.server.config.ServerConfig;
import java.time.InstantSource;

/** Who comes in and how: callers, cookies, limits, addresses. */
public final class Gatekeepers {

    private final CallerFinder callers;
    private final Door door;
    private final OperatorDoor operatorDoor;
    private final RateLimits limits;
    private final ClientAddress addresses;

    /** Over the given sessions and accounts. */
    public Gatekeepers(ServerConfig config, Sessions sessions, Accounts accounts, InstantSource clock) {
        Cookies cookies = new Cookies(config.secure());
        StudioPass studio = new StudioPass(config.instructorAccessToken(), clock);
        this.limits = new RateLimits(config.demo());
        this.callers = new CallerFinder(sessions, accounts, studio, cookies, limits);
        this.door = new Door(sessions, studio, cookies, limits);
        this.addresses = new ClientAddress(config.secure());
        this.operatorDoor = new OperatorDoor(new OperatorPass(config.cronSecret(), clock), cookies, limits, addresses);
    }

    CallerFinder callers() {
        return callers;
    }

    /** Signing in and out of a browser, and opening the instructor area. */
    public Door door() {
        return door;
    }

    /** Opening the operator's pages. */
    public OperatorDoor operatorDoor() {
        return operatorDoor;
    }

    /** How often who may do what. */
    public RateLimits limits() {
        return limits;
    }

    /** Where requests come from. */
    public ClientAddress addresses() {
        return addresses;
    }
}
