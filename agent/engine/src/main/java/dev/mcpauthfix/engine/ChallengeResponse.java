package dev.mcpauthfix.engine;

import java.util.List;

/**
 * The part of a 401 or 403 response that authorization is about.
 *
 * @param status the HTTP status code
 * @param wwwAuthenticate the values of all {@code WWW-Authenticate} header lines in order, empty where there is none
 */
public record ChallengeResponse(int status, List<String> wwwAuthenticate) {

    public ChallengeResponse {
        wwwAuthenticate = List.copyOf(wwwAuthenticate);
    }
}
