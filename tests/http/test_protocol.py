"""The real server at the level of bytes: what is cut off, slow, too large, or not HTTP."""

from __future__ import annotations

import select
import socket
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

Connect = Callable[[], AbstractContextManager[socket.socket]]

BODY = b'{"query": "{ greeting }"}'
HEAD = b"POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
WHOLE = HEAD + b"Content-Length: %d\r\n\r\n%b" % (len(BODY), BODY)


def read_answer(connection: socket.socket) -> bytes:
    """Read one response: its head, and as many bytes as that announces."""
    received = b""
    while b"\r\n\r\n" not in received:
        chunk = connection.recv(65_536)
        if not chunk:
            return received
        received += chunk
    head, _, body = received.partition(b"\r\n\r\n")
    length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
    while len(body) < length:
        body += connection.recv(65_536)
    return head + b"\r\n\r\n" + body


def is_closed(connection: socket.socket) -> bool:
    try:
        return connection.recv(65_536) == b""
    except ConnectionResetError:
        return True


def test_one_connection_serves_many_requests(connect: Connect) -> None:
    with connect() as connection:
        for _ in range(3):
            connection.sendall(WHOLE)
            assert read_answer(connection).startswith(b"HTTP/1.1 200 OK")


def test_pipelined_requests_are_answered_in_order(connect: Connect) -> None:
    with connect() as connection:
        connection.sendall(WHOLE + b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        received = b""
        while chunk := connection.recv(65_536):
            received += chunk
    assert received.index(b"Halo, Pilar") < received.index(b"alive")


def test_a_chunked_body_is_read(connect: Connect) -> None:
    with connect() as connection:
        connection.sendall(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
        for start in range(0, len(BODY), 5):
            chunk = BODY[start : start + 5]
            connection.sendall(b"%x\r\n%b\r\n" % (len(chunk), chunk))
        connection.sendall(b"0\r\n\r\n")
        assert b"Halo, Pilar" in read_answer(connection)


def test_a_body_that_is_cut_off_ends_in_silence(connect: Connect) -> None:
    with connect() as connection:
        connection.sendall(HEAD + b"Content-Length: 100\r\n\r\n" + BODY)
        connection.shutdown(socket.SHUT_WR)
        assert connection.recv(100) == b""
    with connect() as connection:
        connection.sendall(WHOLE)
        assert b"200 OK" in read_answer(connection)


def test_a_body_that_does_not_arrive_in_time_is_refused(connect: Connect) -> None:
    with connect() as connection:
        connection.sendall(HEAD + b"Content-Length: 100\r\n\r\n" + BODY)
        answer = read_answer(connection)
    assert answer.startswith(b"HTTP/1.1 408 ")
    assert b"BODY_TIMEOUT" in answer


def test_a_declared_length_above_the_limit_is_refused_before_any_byte_of_the_body(connect: Connect) -> None:
    for length in (b"10001", b"000010001", b"9" * 19):
        with connect() as connection:
            connection.sendall(HEAD + b"Content-Length: " + length + b"\r\n\r\n")
            assert read_answer(connection).startswith(b"HTTP/1.1 413 ")


def test_an_endless_body_is_refused_and_the_connection_closed(connect: Connect) -> None:
    with connect() as connection:
        connection.sendall(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
        connection.sendall(b"4000\r\n" + b" " * 0x4000 + b"\r\n")
        assert b"BODY_TOO_LARGE" in read_answer(connection)
        connection.sendall(b"1\r\n \r\n")
        assert is_closed(connection)


def test_a_client_that_waits_for_permission_is_refused_without_it(connect: Connect) -> None:
    with connect() as connection:
        connection.sendall(HEAD + b"Expect: 100-continue\r\nContent-Length: 20000\r\n\r\n")
        assert read_answer(connection).startswith(b"HTTP/1.1 413 ")
    with connect() as connection:
        connection.sendall(HEAD + b"Expect: 100-continue\r\nContent-Length: %d\r\n\r\n" % len(BODY))
        assert connection.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
        connection.sendall(BODY)
        assert b"Halo, Pilar" in read_answer(connection)


@pytest.mark.parametrize(
    "sent",
    [
        b"GET /graphql HTTP/1.1\r\nHost: x\r\nCookie: " + b"x" * 17_000 + b"\r\n\r\n",
        b"GET /graphql?query=" + b"x" * 17_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /graphql HTTP/1.1\r\n" + b"X: y\r\n" * 9_000 + b"\r\n",
    ],
    ids=["one header", "address", "many headers"],
)
def test_headers_above_the_limit_are_refused(connect: Connect, sent: bytes) -> None:
    with connect() as connection:
        connection.sendall(sent)
        answer = read_answer(connection)
        assert answer.startswith(b"HTTP/1.1 431 ")
        assert b"HEADERS_TOO_LARGE" in answer
        assert is_closed(connection)


def test_a_header_without_end_is_refused_while_it_comes(connect: Connect) -> None:
    with connect() as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nX: ")
        chunks = 0
        while not select.select([connection], [], [], 0.02)[0]:
            connection.sendall(b"x" * 4_096)
            chunks += 1
        assert read_answer(connection).startswith(b"HTTP/1.1 431 ")
    assert 4 <= chunks <= 6


@pytest.mark.parametrize("sent", [b"", b"GET", b"GET / HTTP/1.1\r\nHost: x\r\n", b"\r\n"])
def test_headers_that_do_not_arrive_in_time_end_the_connection(connect: Connect, sent: bytes) -> None:
    with connect() as connection:
        connection.sendall(sent)
        assert is_closed(connection)


def test_a_second_request_has_the_same_deadline(connect: Connect) -> None:
    with connect() as connection:
        connection.sendall(WHOLE)
        read_answer(connection)
        connection.sendall(b"\r\nGET / HTTP")
        assert is_closed(connection)


@pytest.mark.parametrize(
    "sent",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"nonsense\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET  HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET http://[ HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /\xff\xfe HTTP/1.1\r\nHost: x\r\n\r\n",
        b"POST /graphql HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        b"POST /graphql HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        b"POST /graphql HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"POST /graphql HTTP/1.1\r\nContent-Length: " + b"9" * 5_000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nBad Header: y\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nX: \x00\r\n\r\n",
        b"OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n",
        b"CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"GET /graphql HTTP/1.1\r\nHost: [\r\n\r\n",
        b"GET /nowhere HTTP/1.1\r\nHost: a/b@c:d\r\n\r\n",
        b"GET /graphql HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
        b"GET /graphql HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n\r\n",
    ],
)
def test_bytes_that_are_not_our_http_are_a_client_error(connect: Connect, sent: bytes) -> None:
    with connect() as connection:
        connection.sendall(sent)
        connection.shutdown(socket.SHUT_WR)
        answer = read_answer(connection)
    assert answer == b"" or answer.startswith(b"HTTP/1.1 4")
