package dev.mcpauthfix.adapter.webclient;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.reactive.function.client.ClientResponse;

/** A response that the application has not seen. */
final class HeldResponse {

    private static final MethodHandle STATUS = statusGetter();

    private final ClientResponse response;
    private @Nullable HeldBody body;
    private @Nullable ClientResponse given;

    HeldResponse(ClientResponse response) {
        this.response = response;
    }

    ClientResponse response() {
        return response;
    }

    int status() {
        try {
            return (int) STATUS.invokeExact(response);
        } catch (Throwable fault) {
            throw new IllegalStateException(fault);
        }
    }

    /** Reads what fits in little memory, so that a response which waits for a login does not keep its connection from others. */
    synchronized HeldBody readAhead() {
        HeldBody reading = body;
        if (reading == null) {
            HeldBody begun = new HeldBody();
            body = reading = begun;
            given = response.mutate()
                    .body(content -> {
                        content.subscribe(begun);
                        return begun.content();
                    })
                    .build();
        }
        return reading;
    }

    /** The response as the application gets it. */
    synchronized ClientResponse given() {
        return given == null ? response : given;
    }

    void discard() {
        readAhead().discard();
    }

    /** Spring 5 answers an enum, Spring 7 has the number no more. */
    private static MethodHandle statusGetter() {
        MethodHandles.Lookup lookup = MethodHandles.publicLookup();
        try {
            try {
                return lookup.findVirtual(ClientResponse.class, "rawStatusCode", MethodType.methodType(int.class));
            } catch (NoSuchMethodException spring7) {
                return MethodHandles.filterReturnValue(
                        lookup.findVirtual(
                                ClientResponse.class, "statusCode", MethodType.methodType(HttpStatusCode.class)),
                        lookup.findVirtual(HttpStatusCode.class, "value", MethodType.methodType(int.class)));
            }
        } catch (ReflectiveOperationException unfit) {
            throw new NoSuchMethodError("ClientResponse.statusCode: " + unfit.getMessage());
        }
    }
}
