package dev.stagedoor.rtc.sdp;

import dev.stagedoor.rtc.ice.IceCandidate;
import dev.stagedoor.rtc.ice.IceCredentials;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Bounded parser of fragments. The order of lines inside a block does not matter. */
final class IceFragmentParser {
    private static final String UFRAG = " ufrag ";

    private final Set<String> candidateLines = new LinkedHashSet<>();
    private final Set<String> mids = new LinkedHashSet<>();
    private String sessionUfrag = "";
    private String sessionPwd = "";
    private String mediaUfrag = "";
    private String mediaPwd = "";
    private boolean inMedia;
    private boolean sawAnything;
    private boolean endOfCandidates;
    private boolean iceLite;
    private List<String> iceOptions = List.of();

    IceFragment parse(String body) {
        for (String line : Lines.of(body)) {
            if (!line.isBlank()) {
                readLine(line);
            }
        }
        if (!sawAnything) {
            throw SdpException.malformed("the fragment says nothing about ICE");
        }
        Optional<IceCredentials> credentials = credentials();
        return new IceFragment(
                credentials, candidates(credentials), endOfCandidates, iceLite, iceOptions, List.copyOf(mids));
    }

    private void readLine(String line) {
        if (line.length() < 2 || line.charAt(1) != '=') {
            throw SdpException.malformed("a line does not start with a letter and '='");
        }
        String value = line.substring(2);
        switch (line.charAt(0)) {
            case 'm' -> {
                SdpParser.parseMediaLine(value);
                inMedia = true;
            }
            case 'a' -> readAttribute(value);
            default -> {}
        }
    }

    private void readAttribute(String text) {
        if (text.isBlank() || text.charAt(0) == ':') {
            end();
            return;
        }
        Attribute attribute = Attribute.parse(text);
        String value = attribute.value().trim();
        switch (attribute.name()) {
            case "ice-ufrag" -> ufrag(value);
            case "ice-pwd" -> pwd(value);
            case "candidate" -> candidate(value);
            case "end-of-candidates" -> end();
            case "ice-lite" -> iceLite = true;
            case "ice-options" -> iceOptions = List.of(value.split("[ ,]+"));
            case "mid" -> mid(value);
            default -> {}
        }
    }

    private void ufrag(String value) {
        sawAnything = true;
        if (inMedia) {
            mediaUfrag = mediaUfrag.isEmpty() ? value : mediaUfrag;
        } else {
            sessionUfrag = value;
        }
    }

    private void pwd(String value) {
        sawAnything = true;
        if (inMedia) {
            mediaPwd = mediaPwd.isEmpty() ? value : mediaPwd;
        } else {
            sessionPwd = value;
        }
    }

    private void candidate(String value) {
        if (value.isEmpty()) {
            end();
            return;
        }
        sawAnything = true;
        CandidateSyntax.require(value);
        if (candidateLines.size() < SdpLimits.MAX_CANDIDATES) {
            candidateLines.add(value);
        }
    }

    private void end() {
        sawAnything = true;
        endOfCandidates = true;
    }

    private void mid(String value) {
        if (mids.size() < SdpLimits.MAX_MEDIA) {
            mids.add(value);
        }
    }

    private Optional<IceCredentials> credentials() {
        String ufrag = mediaUfrag.isEmpty() ? sessionUfrag : mediaUfrag;
        String pwd = mediaPwd.isEmpty() ? sessionPwd : mediaPwd;
        if (ufrag.isEmpty() && pwd.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new IceCredentials(ufrag, pwd));
        } catch (IllegalArgumentException e) {
            throw SdpException.malformed("ice-ufrag or ice-pwd is missing or not of the allowed form");
        }
    }

    private List<IceCandidate> candidates(Optional<IceCredentials> credentials) {
        Set<IceCandidate> found = new LinkedHashSet<>();
        for (String line : candidateLines) {
            if (credentials.isEmpty() || belongsTo(line, credentials.get().ufrag())) {
                IceCandidate.parse("candidate:" + line).ifPresent(found::add);
            }
        }
        return new ArrayList<>(found);
    }

    private static boolean belongsTo(String line, String ufrag) {
        int at = line.indexOf(UFRAG);
        if (at < 0) {
            return true;
        }
        String written = line.substring(at + UFRAG.length());
        int end = written.indexOf(' ');
        return (end < 0 ? written : written.substring(0, end)).equals(ufrag);
    }
}
