"""GraphQL over server-sent events, "distinct connections mode", against a real server."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any
from urllib.parse import urlencode

import httpx2
import pytest

Open = Callable[..., AbstractContextManager[Any]]

EVENTS = "text/event-stream"
QUERY = '{ region(code: "32.73") { name } }'
ADDED = 'subscription { gaugeReadingAdded(region: "32.73") { cursor value } }'


class Stream:
    """What a server sends, block by block; a block ends with an empty line, and lines with one line feed."""

    def __init__(self, response: httpx2.Response) -> None:
        self.response = response
        self._parts = response.iter_raw()
        self._received = b""

    def block(self) -> bytes:
        """Return the next block, comments included."""
        while b"\n\n" not in self._received:
            self._received += next(self._parts)
        block, _, self._received = self._received.partition(b"\n\n")
        assert b"\r" not in block
        return block

    def event(self) -> dict[str, str]:
        """Return the fields of the next block that is no comment."""
        while (block := self.block()).startswith(b":"):
            pass
        return dict(line.split(": ", 1) for line in block.decode().split("\n"))

    def value(self) -> Any:
        event = self.event()
        assert event["event"] == "next"
        return json.loads(event["data"])["data"]["gaugeReadingAdded"]["value"]


@contextmanager
def stream(server: Any, query: str, method: str = "POST", **headers: str) -> Iterator[Stream]:
    url = f"http://127.0.0.1:{server.port}/graphql"
    headers = {"accept": EVENTS} | {name.replace("_", "-"): value for name, value in headers.items()}
    with httpx2.Client(timeout=10) as client:
        if method == "GET":
            request = client.build_request("GET", f"{url}?{urlencode({'query': query})}", headers=headers)
        else:
            request = client.build_request("POST", url, json={"query": query}, headers=headers)
        response = client.send(request, stream=True)
        try:
            yield Stream(response)
        finally:
            response.close()


def wait_for_subscribers(server: Any, number: int) -> None:
    watch, began = server.service.engine.watch, time.monotonic()
    while sum(len(group.waiting) for group in watch._groups.values()) != number:
        assert time.monotonic() - began < 20
        time.sleep(0.01)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_query_is_one_event_and_its_completion(gauges: Any, method: str) -> None:
    with stream(gauges, QUERY, method) as events:
        assert events.response.status_code == 200
        assert events.response.headers["content-type"] == "text/event-stream; charset=utf-8"
        assert events.response.headers["cache-control"] == "no-store"
        assert json.loads(events.event()["data"]) == {"data": {"region": {"name": "Kota Bandung"}}}
        assert events.event() == {"event": "complete", "data": ""}
        with pytest.raises(StopIteration):
            events.block()


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_subscription_tells_of_changes_as_they_are_committed(gauges: Any, method: str) -> None:
    with stream(gauges, ADDED, method) as events:
        assert events.block() == b":", "the headers come at once"
        wait_for_subscribers(gauges, 1)
        gauges.add(1, 2)
        assert [events.value(), events.value()] == [1, 2]
    wait_for_subscribers(gauges, 0)


def test_a_browser_that_lost_the_line_goes_on_from_the_last_event_that_it_saw(gauges: Any) -> None:
    with stream(gauges, ADDED) as events:
        wait_for_subscribers(gauges, 1)
        gauges.add(1, 2, 3)
        event = events.event()
        assert event["id"] == json.loads(event["data"])["data"]["gaugeReadingAdded"]["cursor"]
    with stream(gauges, ADDED, last_event_id=event["id"]) as events:
        assert [events.value(), events.value()] == [2, 3]
    with stream(gauges, ADDED, last_event_id="altered") as events:
        assert "CURSOR_INVALID" in events.event()["data"]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("{", "GRAPHQL_PARSE_FAILED"),
        ("{ unknown }", "GRAPHQL_VALIDATION_FAILED"),
        ('subscription { gaugeReadingAdded(region: "99") { id } }', "NOT_FOUND"),
        ('subscription { gaugeReadingAdded(region: "32", after: "x") { id } }', "CURSOR_INVALID"),
    ],
)
def test_what_is_refused_before_it_runs_is_an_event_with_errors(gauges: Any, query: str, code: str) -> None:
    with stream(gauges, query) as events:
        assert events.response.status_code == 200
        answer = json.loads(events.event()["data"])
        assert "data" not in answer
        assert answer["errors"][0]["extensions"]["code"] == code
        assert events.event()["event"] == "complete"


def test_what_http_refuses_keeps_its_status_and_is_json(open_gauges: Open) -> None:
    with open_gauges(points_per_minute=1) as server:
        with stream(server, QUERY) as events:
            assert events.event()["event"] == "next"
        with stream(server, QUERY) as events:
            assert events.response.status_code == 429
            assert events.response.headers["retry-after"]
            assert events.response.headers["content-type"] == "application/json; charset=utf-8"
            assert b"BUDGET_EXHAUSTED" in events.response.read()


@pytest.mark.parametrize(
    ("accept", "query", "streams"),
    [
        (f"application/json, {EVENTS}", QUERY, False),
        (f"application/json, {EVENTS}", ADDED, True),
        (f"application/graphql-response+json, application/json, {EVENTS}, multipart/mixed", ADDED, True),
        (f"{EVENTS}, */*", QUERY, False),
        (f"{EVENTS}, application/json;q=0.5", QUERY, True),
        (f"{EVENTS};q=0, application/json", ADDED, False),
        ("application/json", ADDED, False),
        ("*/*", ADDED, False),
    ],
)
def test_events_are_for_those_who_accept_them(gauges: Any, accept: str, query: str, streams: bool) -> None:
    with stream(gauges, query, accept=accept) as events:
        assert events.response.headers["content-type"].startswith(EVENTS) is streams
        if not streams and query == ADDED:
            assert b"STREAM_REQUIRED" in events.response.read()


def test_comments_come_while_nothing_happens(open_gauges: Open) -> None:
    with open_gauges(event_comment_s=0.2) as server, stream(server, ADDED) as events:
        began = time.monotonic()
        assert [events.block() for _ in range(4)] == [b":"] * 4
        assert 0.5 < time.monotonic() - began < 3


def test_a_slow_consumer_is_dropped(open_gauges: Open) -> None:
    wide = " ".join(f"r{number}: region {{ ...Wide }}" for number in range(20))
    document = (
        'subscription { gaugeReadingAdded(region: "32.73") { value ' + wide + " } } "
        "fragment Wide on Region { parent { children(first: 4) { nodes { name code kind } } } }"
    )
    with open_gauges(points_per_minute=0, slow_consumer_timeout_s=0.5) as server:
        with socket.socket() as raw:
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            raw.connect(("127.0.0.1", server.port))
            target = f"/graphql?{urlencode({'query': document})}"
            raw.sendall(f"GET {target} HTTP/1.1\r\nHost: x\r\nAccept: {EVENTS}\r\n\r\n".encode())
            wait_for_subscribers(server, 1)
            for _ in range(20):
                server.add(*range(100))
            began = time.monotonic()
            while server.server.server_state.connections:
                assert time.monotonic() - began < 20
                time.sleep(0.02)
        assert not server.service.engine.watch.looks


def test_a_server_that_stops_ends_the_stream_without_completing_it(open_gauges: Open) -> None:
    with open_gauges() as server, stream(server, ADDED) as events:
        assert events.block() == b":"
        wait_for_subscribers(server, 1)
        began = time.monotonic()
        server.server.should_exit = True
        with pytest.raises(StopIteration):
            events.event()
        assert time.monotonic() - began < 5
