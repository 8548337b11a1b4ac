package dev.mcpauthfix.it.contract;

import java.util.List;

/** The contract of the adapter for {@code java.net.http}. */
class JavaNetHttpContractIT extends UnauthorizedContract {

    static List<Run> runs() {
        return Run.of(HttpStack.JAVA_NET_HTTP);
    }
}
