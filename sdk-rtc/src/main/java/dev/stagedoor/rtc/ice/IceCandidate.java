package dev.stagedoor.rtc.ice;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One candidate of component 1 (RFC 8445 section 5.1, RFC 6544 for TCP).
 *
 * @param foundation 1 to 32 ice-chars; the same for candidates of one kind from one base
 * @param protocol UDP or TCP
 * @param tcpType only meaningful on TCP
 * @param priority 1 to 2^31 - 1
 * @param address where it is reached, an IP literal
 * @param type how it was found
 */
public record IceCandidate(
        String foundation, Protocol protocol, TcpType tcpType, long priority, InetSocketAddress address, Type type) {

    private static final Pattern FOUNDATION = Pattern.compile("[A-Za-z0-9+/]{1,32}");
    /** Strict, because what is no literal would be looked up as a name. */
    private static final Pattern IP_LITERAL =
            Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(?!$)|$)){4}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    private static final int MAX_LINE = 512;

    /** How a candidate was found. */
    public enum Type {
        HOST(126),
        PRFLX(110),
        SRFLX(100),
        RELAY(0);

        private final int preference;

        Type(int preference) {
            this.preference = preference;
        }
    }

    /** Who opens the connection of a TCP candidate (RFC 6544 section 4.5). */
    public enum TcpType {
        ACTIVE,
        PASSIVE,
        SO
    }

    public IceCandidate {
        requireNonNull(protocol, "protocol");
        requireNonNull(tcpType, "tcpType");
        requireNonNull(type, "type");
        if (!FOUNDATION.matcher(foundation).matches()) {
            throw new IllegalArgumentException("foundation must be 1 to 32 ice-chars");
        }
        if (priority < 1 || priority > 0xffffffffL) {
            throw new IllegalArgumentException("priority must be 1 to 2^32 - 1");
        }
        if (address.isUnresolved()) {
            throw new IllegalArgumentException("address must be resolved: " + address);
        }
    }

    /** A UDP host candidate; {@code localPreference} 0 to 65535 ranks interfaces, higher first. */
    public static IceCandidate udpHost(InetSocketAddress address, int localPreference) {
        return of(Protocol.UDP, TcpType.SO, address, Type.HOST, localPreference);
    }

    /** A UDP server-reflexive candidate: {@code address} is what a STUN server saw. */
    public static IceCandidate udpServerReflexive(InetSocketAddress address, int localPreference) {
        return of(Protocol.UDP, TcpType.SO, address, Type.SRFLX, localPreference);
    }

    /** A TCP host candidate that waits for connections; always ranked below UDP. */
    public static IceCandidate tcpPassive(InetSocketAddress address, int localPreference) {
        return of(Protocol.TCP, TcpType.PASSIVE, address, Type.HOST, localPreference);
    }

    private static IceCandidate of(
            Protocol protocol, TcpType tcpType, InetSocketAddress address, Type type, int localPreference) {
        if (localPreference < 0 || localPreference > 0xffff) {
            throw new IllegalArgumentException("localPreference must be 0 to 65535");
        }
        String foundation = Integer.toString(Math.floorMod(
                (type + "/" + address.getAddress().getHostAddress() + "/" + protocol).hashCode(), 1 << 30));
        return new IceCandidate(
                foundation, protocol, tcpType, priority(protocol, type, localPreference), address, type);
    }

    static long priority(Protocol protocol, Type type, int localPreference) {
        int preference = protocol == Protocol.UDP ? type.preference : type.preference / 2;
        return ((long) preference << 24) | ((long) localPreference << 8) | 255;
    }

    /**
     * Reads what follows {@code a=} or the bare {@code candidate:...}; empty for anything that we cannot use: other
     * components or protocols, names ({@code .local}) instead of addresses, port 0, broken text. Resolves no name.
     */
    public static Optional<IceCandidate> parse(String text) {
        String line = text.startsWith("a=") ? text.substring(2) : text;
        if (line.length() > MAX_LINE || !line.startsWith("candidate:")) {
            return Optional.empty();
        }
        String[] field = line.substring("candidate:".length()).trim().split(" +");
        try {
            return field.length < 8 ? Optional.empty() : read(field);
        } catch (IllegalArgumentException | UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static Optional<IceCandidate> read(String[] field) throws UnknownHostException {
        boolean otherComponent = !field[1].equals("1") && !field[1].equals("0");
        if (otherComponent
                || !field[6].equals("typ")
                || !IP_LITERAL.matcher(field[4]).matches()) {
            return Optional.empty();
        }
        int port = Integer.parseInt(field[5]);
        Protocol protocol = Protocol.valueOf(field[2].toUpperCase(Locale.ROOT));
        TcpType tcpType = protocol == Protocol.TCP ? tcpType(field) : TcpType.SO;
        boolean activeTcp = protocol == Protocol.TCP && tcpType == TcpType.ACTIVE;
        if (port < 1 && !activeTcp) {
            return Optional.empty();
        }
        InetSocketAddress address = new InetSocketAddress(InetAddress.getByName(field[4]), port);
        Type type = Type.valueOf(field[7].toUpperCase(Locale.ROOT));
        return Optional.of(new IceCandidate(field[0], protocol, tcpType, Long.parseLong(field[3]), address, type));
    }

    private static TcpType tcpType(String[] field) {
        for (int i = 8; i + 1 < field.length; i += 2) {
            if (field[i].equals("tcptype")) {
                return TcpType.valueOf(field[i + 1].toUpperCase(Locale.ROOT));
            }
        }
        throw new IllegalArgumentException("a TCP candidate without tcptype");
    }

    /** {@return the value of an SDP attribute line: {@code candidate:...}, without {@code a=}} */
    public String toSdp() {
        StringBuilder sdp = new StringBuilder("candidate:")
                .append(foundation)
                .append(" 1 ")
                .append(protocol.name().toLowerCase(Locale.ROOT))
                .append(' ')
                .append(priority)
                .append(' ')
                .append(address.getAddress().getHostAddress())
                .append(' ')
                .append(address.getPort())
                .append(" typ ")
                .append(type.name().toLowerCase(Locale.ROOT));
        if (type != Type.HOST) {
            sdp.append(" raddr 0.0.0.0 rport 0");
        }
        if (protocol == Protocol.TCP) {
            sdp.append(" tcptype ").append(tcpType.name().toLowerCase(Locale.ROOT));
        }
        return sdp.toString();
    }
}
