package dev.mcpauthfix.it.contract;

/** The contract of the adapter for {@code java.net.http}. */
class JavaNetHttpContractIT extends UnauthorizedContract {

    JavaNetHttpContractIT() {
        super(HttpStack.JAVA_NET_HTTP);
    }
}
