"""GraphQL over WebSocket, subprotocol `graphql-transport-ws`, against a real server with a real client."""

from __future__ import annotations

import json
import socket
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

Open = Callable[..., AbstractContextManager[Any]]

PROTOCOL = "graphql-transport-ws"
QUERY = '{ region(code: "32.73") { name } }'
ADDED = """subscription ($region: String = "32.73", $after: String) {
  gaugeReadingAdded(region: $region, after: $after) { cursor value year region { name(lang: ID) } }
}"""


class Line:
    """A client that speaks JSON."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection

    def say(self, type_: str, id_: str | None = None, payload: Any = None) -> None:
        message = {"type": type_} | ({"id": id_} if id_ else {}) | ({"payload": payload} if payload else {})
        self.connection.send(json.dumps(message))

    def hear(self, timeout_s: float = 5) -> Any:
        return json.loads(self.connection.recv(timeout_s))

    def subscribe(self, id_: str, query: str, **variables: Any) -> None:
        self.say("subscribe", id_, {"query": query, "variables": variables})

    def hears_nothing(self, for_s: float = 0.3) -> bool:
        try:
            self.connection.recv(for_s)
        except TimeoutError:
            return True
        return False

    def event(self, field: str = "gaugeReadingAdded") -> Any:
        message = self.hear()
        assert message["type"] == "next", message
        return message["payload"]["data"][field]

    def end(self, timeout_s: float = 5) -> tuple[int, str]:
        """Wait for the server to close; return its code and reason."""
        with pytest.raises(ConnectionClosed) as closed:
            while True:
                self.connection.recv(timeout_s)
        assert closed.value.rcvd
        return closed.value.rcvd.code, closed.value.rcvd.reason


@contextmanager
def socket_to(server: Any, subprotocol: str | None = PROTOCOL, **options: Any) -> Iterator[Line]:
    subprotocols = [subprotocol] if subprotocol else None
    uri = f"ws://127.0.0.1:{server.port}/graphql"
    with connect(uri, subprotocols=subprotocols, compression=None, **options) as connection:  # type: ignore[arg-type]
        yield Line(connection)


@contextmanager
def line_to(server: Any, **options: Any) -> Iterator[Line]:
    with socket_to(server, **options) as line:
        line.say("connection_init")
        assert line.hear() == {"type": "connection_ack"}
        yield line


@pytest.fixture
def line(gauges: Any) -> Iterator[Line]:
    settle(gauges, 0)
    with line_to(gauges) as line:
        yield line


def settle(server: Any, subscribers: int = 1) -> None:
    """Wait until so many subscriptions wait for a change."""
    watch = server.service.engine.watch
    wait_until(lambda: sum(len(group.waiting) for group in watch._groups.values()) == subscribers)


# Operations


def test_a_query_is_answered_once_and_completed(line: Line) -> None:
    line.subscribe("1", QUERY)
    message = line.hear()
    assert message == {"id": "1", "type": "next", "payload": {"data": {"region": {"name": "Kota Bandung"}}}}
    assert line.hear() == {"id": "1", "type": "complete"}


def test_messages_are_text_frames(line: Line) -> None:
    line.subscribe("1", QUERY)
    assert isinstance(line.connection.recv(), str)


def test_an_id_can_be_used_again_when_its_operation_is_over(line: Line) -> None:
    for _ in range(3):
        line.subscribe("same", QUERY)
        assert [line.hear()["type"], line.hear()["type"]] == ["next", "complete"]


def test_the_language_is_that_of_the_handshake(gauges: Any) -> None:
    with line_to(gauges, additional_headers={"Accept-Language": "en"}) as line:
        line.subscribe("1", '{ region(code: "32") { name } }')
        assert line.hear()["payload"]["data"]["region"]["name"] == "West Java"


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("{", "GRAPHQL_PARSE_FAILED"),
        ("{ unknown }", "GRAPHQL_VALIDATION_FAILED"),
        ("subscription { gaugeReadingAdded { value } }", "GRAPHQL_VALIDATION_FAILED"),
        ('subscription { gaugeReadingAdded(region: "99.99") { value } }', "NOT_FOUND"),
        ('subscription { gaugeReadingAdded(region: "32.73", after: "x") { value } }', "CURSOR_INVALID"),
        ('subscription { gaugeReadingAdded(region: "32.73") @skip(if: true) { value } }', "GRAPHQL_VALIDATION_FAILED"),
        ('subscription { gaugeReadingAdded(region: "32.73") { region {' + " parent {" * 12 + " id" + " }" * 15,
         "LIMIT_EXCEEDED"),
        ('subscription { gaugeReadingAdded(region: "32.73") { region { '
         "children(first: 100) { nodes { children(first: 100) { nodes { id } } } } } } }", "LIMIT_EXCEEDED"),
    ],
)  # fmt: skip
def test_what_is_refused_before_it_runs_is_one_error_message(line: Line, query: str, code: str) -> None:
    line.subscribe("1", query)
    message = line.hear()
    assert (message["type"], message["id"]) == ("error", "1")
    assert message["payload"][0]["extensions"]["code"] == code
    assert message["payload"][0]["extensions"]["hint"]
    assert line.hears_nothing(0.1)
    line.subscribe("1", QUERY)
    assert line.hear()["type"] == "next"


def test_a_client_without_points_is_refused_by_an_error_message(open_gauges: Open) -> None:
    with open_gauges(points_per_minute=1) as server, line_to(server) as line:
        line.subscribe("1", ADDED)
        line.subscribe("2", ADDED)
        message = line.hear()
        assert (message["id"], message["type"]) == ("2", "error")
        assert message["payload"][0]["extensions"]["code"] == "BUDGET_EXHAUSTED"


# Subscriptions


def test_a_change_is_told_as_soon_as_it_is_committed(gauges: Any, line: Line) -> None:
    line.subscribe("1", ADDED)
    settle(gauges)
    writer = gauges.add(1.5, commit=False)
    assert line.hears_nothing()
    writer.commit()
    committed = time.monotonic()
    event = line.event()
    assert time.monotonic() - committed < 10 * gauges.service.settings.watch_every_s
    writer.close()
    assert event.pop("cursor")
    assert event == {"value": 1.5, "year": 2024, "region": {"name": "Kota Bandung"}}


def test_events_come_in_order_and_only_those_asked_for(gauges: Any, line: Line) -> None:
    document = """subscription { gaugeReadingAdded(region: "32.73", where: {value: {gt: 2}}) { value } }"""
    line.subscribe("1", document)
    settle(gauges)
    gauges.add(9, region="32.04")
    gauges.add(1, 2, 3, 4)
    gauges.add(5)
    assert [line.event()["value"] for _ in range(3)] == [3, 4, 5]
    assert line.hears_nothing()


def test_an_event_takes_one_statement_however_deep_it_is(gauges: Any, line: Line) -> None:
    document = """subscription { gaugeReadingAdded(region: "32.73") {
      id value region { name parent { children(first: 2) { totalCount nodes { name } } } } } }"""
    line.subscribe("1", document)
    settle(gauges)
    before = gauges.service.pool.executed
    gauges.add(1, 2, 3)
    events = [line.event() for _ in range(3)]
    settle(gauges)
    assert gauges.service.pool.executed - before == 1
    assert len(events[2]["region"]["parent"]["children"]["nodes"]) == 2


def test_a_client_that_lost_the_line_goes_on_without_loss(gauges: Any) -> None:
    with line_to(gauges) as line:
        line.subscribe("1", ADDED)
        settle(gauges)
        gauges.add(1, 2)
        cursor = line.event()["cursor"]
    gauges.add(*range(3, 400))
    with line_to(gauges) as line:
        line.subscribe("1", ADDED, after=cursor)
        assert [line.event()["value"] for _ in range(398)] == list(range(2, 400))
        gauges.add(400)
        assert line.event()["value"] == 400


def test_a_cursor_of_a_page_begins_a_subscription(gauges: Any, line: Line) -> None:
    gauges.add(1, 2, 3)
    line.subscribe("1", "{ gauge { readings(last: 2) { edges { cursor } nodes { cursor } } } }")
    page = line.hear()["payload"]["data"]["gauge"]["readings"]
    assert [edge["cursor"] for edge in page["edges"]] == [node["cursor"] for node in page["nodes"]]
    line.hear()
    line.subscribe("2", ADDED, after=page["edges"][0]["cursor"])
    assert line.event()["value"] == 3


def test_nothing_is_lost_or_doubled_while_two_writers_write(gauges: Any, line: Line) -> None:
    line.subscribe("1", ADDED)
    settle(gauges)
    for number in range(40):
        gauges.add(number * 2)
        gauges.add(number * 2 + 1)
    values = [line.event()["value"] for _ in range(80)]
    assert values == list(range(80))
    assert line.hears_nothing()


def test_a_python_resolver_takes_part_in_an_event(gauges: Any, line: Line) -> None:
    document = 'subscription { gaugeReadingAdded(region: "32.73") { cursor words failing region { name } } }'
    line.subscribe("1", document)
    settle(gauges)
    gauges.add(2.5)
    payload = line.hear()["payload"]
    event = payload["data"]["gaugeReadingAdded"]
    assert (event["words"], event["failing"], event["region"]) == (
        "about 2.5",
        None,
        {"name": "Kota Bandung"},
    )
    assert event["cursor"]
    assert payload["errors"][0]["extensions"]["code"] == "INTERNAL_ERROR"
    assert payload["errors"][0]["path"] == ["gaugeReadingAdded", "failing"]


def test_a_reference_that_dangles_costs_the_event_its_place_only(open_gauges: Open) -> None:
    document = """subscription { gaugeReadingAdded(region: "32.73") {
      value region { observations(first: 1) { nodes { year source { code } } } } } }"""
    with open_gauges(points_per_minute=0) as server, line_to(server) as line:
        line.subscribe("1", document)
        settle(server)
        server.add(1)
        assert line.event()["region"]["observations"]["nodes"][0]["source"]["code"]
        settle(server)
        connection = sqlite3.connect(server.database)
        connection.execute("UPDATE source SET visibility = 1")
        connection.commit()
        connection.close()
        server.add(2)
        payload = line.hear()["payload"]
        assert payload["data"] is None
        assert payload["errors"][0]["extensions"]["code"] == "REFERENCE_MISSING"
        assert payload["errors"][0]["path"][-1] == "source"


def test_a_completed_subscription_is_over(gauges: Any, line: Line) -> None:
    line.subscribe("1", ADDED)
    line.subscribe("2", ADDED)
    settle(gauges, 2)
    line.say("complete", "1")
    settle(gauges, 1)
    gauges.add(1)
    assert line.hear()["id"] == "2"
    assert line.hears_nothing()
    line.say("complete", "never begun")


def test_nobody_looks_for_changes_while_nobody_is_subscribed(gauges: Any) -> None:
    watch = gauges.service.engine.watch
    with line_to(gauges) as line:
        line.subscribe("1", ADDED)
        settle(gauges)
        assert watch.looks
    wait_until(lambda: not watch.looks)


def test_the_past_is_paid_for_by_waiting(open_gauges: Open) -> None:
    with open_gauges(points_per_minute=3) as server, line_to(server) as line:
        server.add(0)
        line.subscribe("1", "{ gauge { readings(first: 1) { nodes { cursor } } } }")
        cursor = line.hear()["payload"]["data"]["gauge"]["readings"]["nodes"][0]["cursor"]
        line.hear()
        server.add(*range(1, 201))
        line.subscribe("2", ADDED, after=cursor)
        assert [line.event()["value"] for _ in range(100)] == list(range(1, 101))
        assert line.hears_nothing(1), "the third point went for the subscription, and each page costs two"


# The protocol


def test_another_subprotocol_is_not_acceptable(gauges: Any) -> None:
    for other in ("graphql-ws", None):
        with socket_to(gauges, subprotocol=None if other is None else other) as line:
            assert line.end()[0] == 4406


def test_pings_are_answered_with_their_payload_before_and_after_the_beginning(gauges: Any) -> None:
    with socket_to(gauges) as line:
        line.say("ping", payload={"n": 1})
        assert line.hear() == {"type": "pong", "payload": {"n": 1}}
        line.say("connection_init", payload={"any": "thing"})
        assert line.hear() == {"type": "connection_ack"}
        line.say("ping")
        assert line.hear() == {"type": "pong"}
        line.say("pong")
        assert line.hears_nothing(0.1)


def test_a_client_that_does_not_begin_in_time_is_sent_away(open_gauges: Open) -> None:
    with open_gauges(socket_init_timeout_s=0.2) as server, socket_to(server) as line:
        line.say("ping")
        assert line.end() == (4408, "Connection initialisation timeout")


def test_a_client_begins_once(line: Line) -> None:
    line.say("connection_init")
    assert line.end() == (4429, "Too many initialisation requests")


def test_a_client_that_has_not_begun_is_unauthorized(gauges: Any) -> None:
    with socket_to(gauges) as line:
        line.subscribe("1", QUERY)
        assert line.end() == (4401, "Unauthorized")


def test_an_id_names_one_operation_at_a_time(line: Line) -> None:
    line.subscribe("1", ADDED)
    line.subscribe("1", ADDED)
    assert line.end() == (4409, "Subscriber for 1 already exists")


@pytest.mark.parametrize(
    "message",
    [
        "", "{", "[]", "1", "{}", '{"type": "unknown"}', '{"type": ["ping"]}', '{"type": "subscribe"}',
        '{"type": "subscribe", "id": "1"}', '{"type": "subscribe", "id": 1, "payload": {"query": "{ x }"}}',
        '{"type": "subscribe", "id": "", "payload": {"query": "{ x }"}}',
        '{"type": "subscribe", "id": "1", "payload": {"query": 1}}',
        '{"type": "subscribe", "id": "1", "payload": {"query": "{ x }", "variables": []}}',
        '{"type": "subscribe", "id": "' + "x" * 201 + '", "payload": {"query": "{ x }"}}',
        '{"type": "complete"}', '{"type": "ping", "payload": 1}',
        '{"type": "ping", "payload": ' + "[" * 500 + "]" * 500 + "}", b"{}", '{"type": "connection_init"',
    ],
)  # fmt: skip
def test_what_the_protocol_does_not_know_ends_the_connection(line: Line, message: Any) -> None:
    line.connection.send(message)
    code, reason = line.end()
    assert code == 4400
    assert reason


def test_a_message_above_the_limit_ends_the_connection(line: Line) -> None:
    line.subscribe("1", QUERY + " " * 63_000)
    assert line.hear()["type"] == "next"
    line.hear()
    line.subscribe("2", QUERY + " " * 64_000)
    assert line.end()[0] == 1009


def test_a_connection_carries_only_so_many_operations(open_gauges: Open) -> None:
    with open_gauges(max_subscriptions=2, points_per_minute=0) as server, line_to(server) as line:
        for id_ in ("1", "2", "3"):
            line.subscribe(id_, ADDED)
        message = line.hear()
        assert (message["id"], message["type"]) == ("3", "error")
        assert message["payload"][0]["extensions"]["code"] == "LIMIT_EXCEEDED"
        line.say("complete", "1")
        line.subscribe("3", QUERY)
        assert line.hear()["type"] == "next"


@pytest.mark.parametrize(
    ("allowed", "origin", "welcome"),
    [
        ((), None, True),
        ((), "http://127.0.0.1:{port}", True),
        ((), "https://127.0.0.1:{port}", True),
        ((), "https://evil.example", False),
        ((), "null", False),
        (("https://good.example",), "https://good.example", True),
        (("https://good.example",), "https://evil.example", False),
        (("*",), "https://any.example", True),
    ],
)
def test_pages_of_other_origins_connect_only_if_allowed(
    open_gauges: Open, allowed: tuple[str, ...], origin: str | None, welcome: bool
) -> None:
    with open_gauges(allowed_origins=allowed) as server:
        origin = origin and origin.format(port=server.port)
        if welcome:
            with line_to(server, origin=origin) as line:
                line.subscribe("1", QUERY)
                assert line.hear()["type"] == "next"
        else:
            with pytest.raises(InvalidStatus) as refused, socket_to(server, origin=origin):
                pass
            assert refused.value.response.status_code == 403
            assert b"ORIGIN_REFUSED" in refused.value.response.body


def test_other_addresses_have_no_websocket(gauges: Any) -> None:
    with pytest.raises(InvalidStatus) as refused, connect(f"ws://127.0.0.1:{gauges.port}/explorer"):
        pass
    assert refused.value.response.status_code == 403


# Those who do not read, or do not answer


WIDE = (
    'subscription ($after: String) { gaugeReadingAdded(region: "32.73", after: $after) { cursor value '
    + " ".join(f"r{number}: region {{ ...Wide }}" for number in range(20))
    + " } } fragment Wide on Region { parent { children(first: 4) { nodes { name code kind } } } }"
)


@contextmanager
def sleepy(server: Any) -> Iterator[Line]:
    """A client with next to no buffers that begins a subscription, and then reads nothing by itself."""
    raw = socket.create_connection(("127.0.0.1", server.port))
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65_536)
    with socket_to(server, sock=raw, max_queue=1, close_timeout=0.1) as line:
        line.say("connection_init")
        line.hear()
        line.subscribe("1", WIDE)
        settle(server)
        for number in range(20):
            server.add(*range(number * 100, number * 100 + 100))
        yield line


def test_a_slow_consumer_is_dropped_and_told_where_to_go_on(open_gauges: Open) -> None:
    with open_gauges(points_per_minute=0, slow_consumer_timeout_s=0.5) as server, sleepy(server) as line:
        wait_until(lambda: line_is_dropped(server))
        values = []
        with pytest.raises(ConnectionClosed) as closed:
            while True:
                values.append(line.event()["value"])
        assert closed.value.rcvd
        assert closed.value.rcvd.code == 4410
        told, _, cursor = closed.value.rcvd.reason.rpartition(" ")
        assert told == "Slow consumer: resume after"
        assert 0 < len(values) < 2000
        with line_to(server) as again:
            again.subscribe("1", WIDE, after=cursor)
            values += [again.event()["value"] for _ in range(2000 - len(values))]
        assert values == list(range(2000))


def test_a_consumer_that_never_reads_is_let_go(open_gauges: Open) -> None:
    with open_gauges(points_per_minute=0, slow_consumer_timeout_s=0.5) as server, sleepy(server):
        wait_until(lambda: not server.server.server_state.connections)
        assert not server.service.engine.watch.looks


def line_is_dropped(server: Any) -> bool:
    """The task of the connection has ended; what it sent may lie unread."""
    return not server.server.server_state.tasks


def wait_until(holds: Callable[[], bool], for_s: float = 20) -> None:
    began = time.monotonic()
    while not holds():
        assert time.monotonic() - began < for_s
        time.sleep(0.02)


def test_a_client_that_only_listens_is_pinged(open_gauges: Open) -> None:
    with open_gauges(socket_ping_s=0.2) as server, line_to(server) as line:
        assert line.hears_nothing(1)
        line.subscribe("1", QUERY)
        assert line.hear()["type"] == "next"


def test_a_client_that_gives_no_sign_of_life_is_dropped(open_gauges: Open) -> None:
    with open_gauges(socket_ping_s=0.2) as server:
        raw = socket.create_connection(("127.0.0.1", server.port))
        raw.sendall(
            b"GET /graphql HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
            b"Sec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n"
        )
        raw.settimeout(5)
        received = b""
        while part := raw.recv(4096):
            received += part
        raw.close()
        assert b"101" in received.splitlines()[0]
        assert (1011).to_bytes(2, "big") in received
