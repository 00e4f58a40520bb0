package dev.stagedoor.rtc.sdp;

import dev.stagedoor.rtc.dtls.Fingerprint;
import dev.stagedoor.rtc.ice.IceCandidate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One {@code m=} section, immutable, with what it inherits from the session level (RFC 8866 section 5.14). */
public final class MediaDescription {
    private final MediaKind kind;
    private final String mediaToken;
    private final int port;
    private final String protocol;
    private final List<String> formats;
    private final List<Attribute> attributes;
    private final List<Attribute> inherited;
    private final List<RtpCodec> codecs;
    private final List<HeaderExtension> extensions;
    private final List<IceCandidate> candidates;
    private final Sources sources;

    private MediaDescription(Builder builder, List<Attribute> inherited) {
        this.kind = MediaKind.of(builder.mediaToken);
        this.mediaToken = builder.mediaToken;
        this.port = builder.port;
        this.protocol = builder.protocol;
        this.formats = List.copyOf(builder.formats);
        this.attributes = List.copyOf(builder.attributes);
        this.inherited = inherited;
        this.codecs = CodecReader.read(kind, formats, attributes);
        this.extensions = readExtensions();
        this.candidates = CandidateLines.read(attributes);
        this.sources = Sources.read(attributes);
    }

    private List<HeaderExtension> readExtensions() {
        List<HeaderExtension> found = new ArrayList<>();
        for (Attribute attribute : attributes) {
            if (attribute.name().equals("extmap")) {
                if (found.size() == SdpLimits.MAX_EXTENSIONS) {
                    throw SdpException.tooLarge("too many header extensions");
                }
                HeaderExtension.parse(attribute.value()).ifPresent(found::add);
            }
        }
        return List.copyOf(found);
    }

    public MediaKind kind() {
        return kind;
    }

    String mediaToken() {
        return mediaToken;
    }

    /** 0 when the section is rejected or is only usable as part of a bundle, see {@link #isLive()}. */
    public int port() {
        return port;
    }

    /** For example {@code UDP/TLS/RTP/SAVPF}. */
    public String protocol() {
        return protocol;
    }

    /** Payload types (or other formats) of the {@code m=} line. */
    public List<String> formats() {
        return formats;
    }

    /** The section's own attributes in order. */
    public List<Attribute> attributes() {
        return attributes;
    }

    /** Value of {@code a=mid}, or the empty string. */
    public String mid() {
        return own("mid").map(String::trim).orElse("");
    }

    /** False when rejected; port 0 with {@code a=bundle-only} is live (RFC 9143 section 6). */
    public boolean isLive() {
        return port != 0 || has("bundle-only");
    }

    /** Direction, inherited when not written; sendrecv by default. */
    public Direction direction() {
        return directionIn(attributes).or(() -> directionIn(inherited)).orElse(Direction.SENDRECV);
    }

    /** The DTLS role, inherited when not written. */
    public Optional<SetupRole> setup() {
        return effective("setup").flatMap(v -> SetupRole.of(v.trim()));
    }

    /** Certificate fingerprints, inherited when none is written. */
    public List<Fingerprint> fingerprints() {
        List<Fingerprint> own = fingerprintsIn(attributes);
        return own.isEmpty() ? fingerprintsIn(inherited) : own;
    }

    /** ICE user name fragment, inherited when not written. */
    public Optional<String> iceUfrag() {
        return effective("ice-ufrag").map(String::trim);
    }

    /** ICE password, inherited when not written. */
    public Optional<String> icePwd() {
        return effective("ice-pwd").map(String::trim);
    }

    /** ICE options, inherited when not written; separated by blanks or (libdatachannel) commas. */
    public List<String> iceOptions() {
        return effective("ice-options")
                .map(v -> List.of(v.trim().split("[ ,]+")))
                .orElse(List.of());
    }

    /** Whether the writer is an ICE-lite agent; a session-level attribute by RFC 8839, read from both levels. */
    public boolean isIceLite() {
        return effective("ice-lite").isPresent();
    }

    /** Candidates of this section that could be read; others are dropped in silence. */
    public List<IceCandidate> candidates() {
        return candidates;
    }

    /** Whether the list of candidates is complete. */
    public boolean hasEndOfCandidates() {
        return effective("end-of-candidates").isPresent();
    }

    /** Payload types in the order of preference, RTX included. */
    public List<RtpCodec> codecs() {
        return codecs;
    }

    /** The RTX payload type that repeats {@code payloadType}, or -1. */
    public int rtxFor(int payloadType) {
        for (RtpCodec codec : codecs) {
            if (codec.is("rtx") && codec.parameter("apt").equals(Integer.toString(payloadType))) {
                return codec.payloadType();
            }
        }
        return -1;
    }

    public List<HeaderExtension> extensions() {
        return extensions;
    }

    /** The first {@code a=msid}, also when written on an {@code a=ssrc} line. */
    public Optional<Msid> msid() {
        return own("msid").flatMap(Msid::parse).or(sources::msid);
    }

    /** Declared sources that carry media, in order; those that only repeat others are left out. */
    public List<Long> primarySsrcs() {
        return sources.primary();
    }

    /** The declared source of retransmissions for {@code ssrc}, or -1 (FID group, RFC 5576). */
    public long rtxSsrcFor(long ssrc) {
        return sources.rtxFor(ssrc);
    }

    /** Whether the section has that attribute itself. */
    public boolean has(String name) {
        return own(name).isPresent();
    }

    Optional<String> own(String name) {
        return first(attributes, name);
    }

    private Optional<String> effective(String name) {
        return first(attributes, name).or(() -> first(inherited, name));
    }

    private static Optional<String> first(List<Attribute> attributes, String name) {
        for (Attribute attribute : attributes) {
            if (attribute.name().equals(name)) {
                return Optional.of(attribute.value());
            }
        }
        return Optional.empty();
    }

    private static Optional<Direction> directionIn(List<Attribute> attributes) {
        for (Attribute attribute : attributes) {
            Optional<Direction> direction =
                    attribute.value().isEmpty() ? Direction.of(attribute.name()) : Optional.empty();
            if (direction.isPresent()) {
                return direction;
            }
        }
        return Optional.empty();
    }

    private static List<Fingerprint> fingerprintsIn(List<Attribute> attributes) {
        return attributes.stream()
                .filter(a -> a.name().equals("fingerprint"))
                .flatMap(a -> Fingerprint.parse(a.value()).stream())
                .toList();
    }

    void appendTo(StringBuilder out) {
        out.append("m=").append(mediaToken).append(' ').append(port).append(' ').append(protocol);
        formats.forEach(format -> out.append(' ').append(format));
        out.append("\r\nc=IN IP4 0.0.0.0\r\n");
        attributes.forEach(a -> a.appendTo(out));
    }

    /** Collects a section. */
    static final class Builder {
        private final String mediaToken;
        private final int port;
        private final String protocol;
        private final List<String> formats;
        private final List<Attribute> attributes = new ArrayList<>();

        Builder(String mediaToken, int port, String protocol, List<String> formats) {
            this.mediaToken = mediaToken;
            this.port = port;
            this.protocol = protocol;
            this.formats = formats;
        }

        Builder attribute(Attribute attribute) {
            attributes.add(attribute);
            return this;
        }

        Builder attribute(String name, String value) {
            return attribute(new Attribute(name, value));
        }

        Builder attribute(String name) {
            return attribute(Attribute.of(name));
        }

        Builder codec(RtpCodec codec) {
            codec.appendTo(attributes);
            return this;
        }

        MediaDescription build() {
            return build(List.of());
        }

        MediaDescription build(List<Attribute> inherited) {
            return new MediaDescription(this, inherited);
        }
    }
}
