package dev.mcpauthfix.runtime.http;

import dev.mcpauthfix.engine.NetworkPath;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** Keeps what happened on the way of one request: the hops that went well, and where it stands. */
final class Trail implements PathObserver {

    /** How much of an answer tells what it is. */
    private static final int FIRST_BYTES = 24;

    private final PhaseClock phases;
    private final PinnedResolver pins;
    private final Set<Hop> hops = new LinkedHashSet<>();
    private final StringBuilder firstBytes = new StringBuilder();
    private URI uri;
    private NetworkPath network = NetworkPath.DEFAULT;
    private Proxy proxy = Proxy.NO_PROXY;
    private String host = "";
    private @Nullable InetSocketAddress destination;
    private @Nullable IOException missed;
    private @Nullable Exception failure;

    /**
     * Starts one.
     *
     * @param uri where the request goes at first
     * @param pins whose names are not the name service's
     */
    Trail(Clock clock, URI uri, PinnedResolver pins) {
        this.phases = new PhaseClock(clock);
        this.uri = uri;
        this.pins = pins;
    }

    @Override
    public void begins(URI next) {
        uri = next;
        phases.reset();
    }

    @Override
    public void takes(Proxy way, URI target, NetworkPath path) {
        tellMissed();
        proxy = way;
        network = path;
        if (way.type() != Proxy.Type.DIRECT) {
            add(Hop.Kind.PROXY, "through " + proxy());
        }
    }

    @Override
    public void looksUp(String name) {
        phases.enter(Phase.LOOKUP);
        host = name;
    }

    @Override
    public void found(String name, List<InetAddress> addresses) {
        if (new Origin("", name, 0).isNumber()) {
            return;
        }
        add(Hop.Kind.NAME, AddressText.of(name, addresses) + (pins.pins(name) ? given() : ""));
    }

    private String given() {
        return proxy.type() == Proxy.Type.HTTP ? ", as given, but the proxy resolves it for itself" : ", as given";
    }

    @Override
    public void leavesToProxy(String name) {
        add(Hop.Kind.NAME, name + " does not resolve here, and is left to the proxy");
    }

    @Override
    public void connects(InetSocketAddress to) {
        tellMissed();
        phases.enter(Phase.CONNECT);
        destination = to;
    }

    @Override
    public void connected(InetSocketAddress to) {
        add(Hop.Kind.CONNECTION, "connected to " + destination());
    }

    @Override
    public void missed(IOException failed) {
        missed = failed;
    }

    /** One that was made up for is a hop; the last one is the failure. */
    private void tellMissed() {
        if (missed != null) {
            String where = destination == null ? "" : " to " + destination();
            add(Hop.Kind.CONNECTION, "no connection" + where + " (" + missed.getMessage() + "), so the next is tried");
            missed = null;
        }
    }

    @Override
    public void asksForTunnel() {
        phases.enter(Phase.TUNNEL);
    }

    @Override
    public void shakesHands() {
        phases.enter(Phase.TLS);
        firstBytes.setLength(0);
    }

    @Override
    public void secured(SSLSocket socket) {
        String protocol = socket.getSession().getProtocol();
        try {
            add(
                    Hop.Kind.TLS,
                    protocol + ", certificate "
                            + CertificateText.of(socket.getSession().getPeerCertificates()[0]));
        } catch (SSLPeerUnverifiedException withoutCertificate) {
            add(Hop.Kind.TLS, protocol);
        }
    }

    @Override
    public void received(byte[] buffer, int offset, int length) {
        int room = Math.min(length, FIRST_BYTES - firstBytes.length());
        if (room > 0 && (phases.now() == Phase.TLS || phases.now() == Phase.WAIT)) {
            firstBytes.append(new String(buffer, offset, room, StandardCharsets.ISO_8859_1));
        }
    }

    @Override
    public void sends() {
        phases.enter(Phase.WAIT);
        firstBytes.setLength(0);
    }

    /** A server may answer early, or say by an alert that it wants a certificate of the client's (RFC 8446, section 6.2). */
    @Override
    public void unsent(InputStream in, IOException broken) throws IOException {
        in.mark(1);
        if (in.read() < 0) {
            throw broken;
        }
        in.reset();
    }

    @Override
    public void sent(InputStream in) throws IOException {
        in.mark(1);
        if (in.read() >= 0) {
            in.reset();
            phases.enter(Phase.READ);
        }
    }

    @Override
    public void failed(Exception failed) {
        phases.stop();
        failure = failed;
    }

    private void add(Hop.Kind kind, String words) {
        hops.add(new Hop(kind, FailureWords.clean(words)));
    }

    List<Hop> hops() {
        return List.copyOf(hops);
    }

    /** What ended it, null where nothing did. */
    @Nullable
    Exception failure() {
        return failure;
    }

    /** Where it stands after redirects. */
    URI uri() {
        return uri;
    }

    NetworkPath network() {
        return network;
    }

    PhaseClock phases() {
        return phases;
    }

    /** What the name service was asked for last. */
    String host() {
        return host;
    }

    boolean isProxied() {
        return proxy.type() != Proxy.Type.DIRECT;
    }

    /** The proxy, and who set it where that is known. */
    String proxy() {
        return ProxyText.of(proxy, uri, network);
    }

    /** What somebody can do whom the proxy does not help. */
    String proxyRemedy() {
        return ProxyText.remedy(proxy, Origin.of(uri), network);
    }

    /** Where the last connection led or was to lead, with its address where it is known. */
    String destination() {
        InetSocketAddress to = destination;
        return to == null ? Origin.of(uri).authority() : AddressText.of(to);
    }

    /** The first bytes that came since TLS or the answer was waited for, each as one character; not of an answer within TLS. */
    String firstBytes() {
        return firstBytes.toString();
    }
}
