package dev.mcpauthfix.it.contract;

import dev.mcpauthfix.it.jvm.InstalledJdks.Jdk;
import java.io.IOException;

/** The contract of the adapter for {@code java.net.http}. */
class JavaNetHttpContractIT extends UnauthorizedContract {

    JavaNetHttpContractIT(Jdk jdk) throws IOException {
        super(HttpStack.JAVA_NET_HTTP, jdk);
    }
}
