package dev.mcpauthfix.adapter.apache5;

import java.util.Map;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * A copy of the application's request as we let it go out; interceptors change it, and so the original stays as it was. Its type is also
 * the mark of what has been seen.
 */
final class SentRequest extends BasicClassicHttpRequest {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial")
    private final @Nullable ClassicCall call;

    /** Takes the call that its response belongs to, null for a replay. */
    SentRequest(ClassicHttpRequest request, Map<String, String> ours, @Nullable ClassicCall call) {
        super(request.getMethod(), request.getPath());
        this.call = call;
        setScheme(request.getScheme());
        setAuthority(request.getAuthority());
        setVersion(request.getVersion());
        setHeaders(request.getHeaders());
        setEntity(request.getEntity());
        ours.forEach(this::setHeader);
    }

    @Nullable
    ClassicCall call() {
        return call;
    }

    /** An interceptor that adds the application's own credentials means them to be the only ones. */
    @Override
    public void addHeader(Header header) {
        if (header.getName().equalsIgnoreCase("Authorization")) {
            removeHeaders(header.getName());
        }
        super.addHeader(header);
    }
}
