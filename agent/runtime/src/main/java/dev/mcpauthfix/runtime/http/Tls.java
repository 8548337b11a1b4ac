package dev.mcpauthfix.runtime.http;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** TLS over an open socket, with the certificate checked against the name that was asked for, not the address. */
final class Tls {

    private Tls() {}

    static SSLSocket over(Socket socket, Origin target, @Nullable SSLSocketFactory factory) throws IOException {
        SSLSocket secured = (SSLSocket) orDefault(factory).createSocket(socket, target.host(), target.port(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        if (!target.isNumber()) {
            parameters.setServerNames(List.of(new SNIHostName(target.host())));
        }
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    private static SSLSocketFactory orDefault(@Nullable SSLSocketFactory factory) throws IOException {
        try {
            return factory == null ? SSLContext.getDefault().getSocketFactory() : factory;
        } catch (GeneralSecurityException unusable) {
            throw new IOException("this JVM has no usable default TLS context", unusable);
        }
    }
}
