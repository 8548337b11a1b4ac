"""An MCP client with the Python SDK's own OAuth: python client.py URL.

It registers itself, plays the person who logs in, and says in one line whether it is connected.
"""

import asyncio
import sys
from urllib.parse import parse_qs, urlparse

import httpx2
from mcp.client.auth import AuthorizationCodeResult, OAuthClientProvider
from mcp.client.session import ClientSession
from mcp.client.streamable_http import streamable_http_client
from mcp.shared.auth import OAuthClientMetadata

REDIRECT = "http://127.0.0.1:33419/callback"


class Memory:
    """Keeps tokens and registration for as long as the program runs."""

    tokens = None
    client = None

    async def get_tokens(self):
        return self.tokens

    async def set_tokens(self, tokens):
        self.tokens = tokens

    async def get_client_info(self):
        return self.client

    async def set_client_info(self, client):
        self.client = client


class Person:
    """Says yes at once."""

    answer = None

    async def log_in(self, url):
        async with httpx2.AsyncClient(follow_redirects=False) as browser:
            response = await browser.get(url)
        location = response.headers.get("location")
        if location is None:
            raise RuntimeError(f"the authorization endpoint answered {response.status_code}")
        self.answer = {name: values[0] for name, values in parse_qs(urlparse(location).query).items()}

    async def came_back(self):
        return AuthorizationCodeResult(
            code=self.answer.get("code", ""), state=self.answer.get("state"), iss=self.answer.get("iss")
        )


async def count_tools(url):
    person = Person()
    oauth = OAuthClientProvider(
        server_url=url,
        client_metadata=OAuthClientMetadata(
            client_name="a Python program",
            redirect_uris=[REDIRECT],
            grant_types=["authorization_code", "refresh_token"],
            response_types=["code"],
            token_endpoint_auth_method="none",
        ),
        storage=Memory(),
        redirect_handler=person.log_in,
        callback_handler=person.came_back,
    )
    async with httpx2.AsyncClient(auth=oauth, timeout=30) as http:
        async with streamable_http_client(url, http_client=http) as (read, write, *_):
            async with ClientSession(read, write) as session:
                await session.initialize()
                return len((await session.list_tools()).tools)


def innermost(failure):
    while isinstance(failure, BaseExceptionGroup):
        failure = failure.exceptions[0]
    return failure


try:
    print(f"✓ Connected, {asyncio.run(count_tools(sys.argv[1]))} tools")
except BaseException as failure:
    cause = innermost(failure)
    print(f"✗ {type(cause).__name__}: {cause}")
    sys.exit(1)
