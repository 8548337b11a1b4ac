package dev.mcpauthfix.adapter.apache5;

import java.util.Map;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.message.BasicHttpRequest;

/** A copy of the application's request as we let it go out; interceptors change it, and so the original stays as it was. */
final class AsyncSentRequest extends BasicHttpRequest {

    private static final long serialVersionUID = 1L;

    AsyncSentRequest(HttpRequest request, Map<String, String> ours) {
        super(request.getMethod(), request.getPath());
        setScheme(request.getScheme());
        setAuthority(request.getAuthority());
        setVersion(request.getVersion());
        setHeaders(request.getHeaders());
        ours.forEach(this::setHeader);
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
