package dev.mcpauthfix.adapter.webclient;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpStatusCode;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.client.ClientResponse;
import reactor.core.publisher.Flux;

/** A response that the application has not seen. */
final class HeldResponse {

    private static final String CHALLENGE = "WWW-Authenticate";
    private static final MethodHandle STATUS = statusGetter();
    private static final MethodHandle OK = okSetter();

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

    /** Has the application get it with these challenges in place of its own. */
    synchronized HeldResponse withChallenge(List<String> wwwAuthenticate) {
        given = given().mutate()
                .headers(headers -> headers.put(CHALLENGE, new ArrayList<>(wwwAuthenticate)))
                .build();
        return this;
    }

    /** Has the application get this document instead. */
    synchronized HeldResponse withDocument(byte[] json) {
        ClientResponse.Builder builder = response.mutate()
                .cookies(MultiValueMap::clear)
                .headers(headers -> {
                    headers.clear();
                    headers.set("Content-Type", "application/json");
                    headers.set("Content-Length", String.valueOf(json.length));
                })
                .body(unread -> Flux.defer(() -> Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(json))));
        ClientResponse documented = ok(builder).build();
        discard();
        given = documented;
        return this;
    }

    private static ClientResponse.Builder ok(ClientResponse.Builder builder) {
        try {
            return (ClientResponse.Builder) OK.invokeExact(builder);
        } catch (Throwable fault) {
            throw new IllegalStateException(fault);
        }
    }

    void discard() {
        readAhead().discard();
    }

    /** Spring 5 takes an enum, Spring 7 takes the number no more. */
    private static MethodHandle okSetter() {
        MethodHandles.Lookup lookup = MethodHandles.publicLookup();
        Class<?> builder = ClientResponse.Builder.class;
        MethodHandle setter;
        try {
            try {
                setter = lookup.findVirtual(builder, "rawStatusCode", MethodType.methodType(builder, int.class));
            } catch (NoSuchMethodException spring7) {
                MethodType type = MethodType.methodType(HttpStatusCode.class, int.class);
                setter = MethodHandles.filterArguments(
                        lookup.findVirtual(builder, "statusCode", MethodType.methodType(builder, HttpStatusCode.class)),
                        1,
                        lookup.findStatic(HttpStatusCode.class, "valueOf", type));
            }
        } catch (ReflectiveOperationException unfit) {
            throw new NoSuchMethodError("ClientResponse.Builder.statusCode: " + unfit.getMessage());
        }
        return MethodHandles.insertArguments(setter, 1, 200);
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
