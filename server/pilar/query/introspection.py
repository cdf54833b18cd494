"""An operation that asks for the schema only -> its answer, made once, with a compressed twin for those who take it.

All of the schema is some megabytes of JSON which compress to a thirtieth, and takes the executor a second. It stays the
same while the service is up, so its answer is kept without revisions, and its tag is that of its bytes.
"""

from __future__ import annotations

import asyncio
import gzip
import hashlib
from typing import TYPE_CHECKING, Final

from pilar.query.exchange import Answer
from pilar.query.walk import Prepared, describe

if TYPE_CHECKING:
    from pilar.query.answers import Key
    from pilar.query.engine import Engine

SMALLEST_WORTH_COMPRESSING: Final = 1_400  # bytes: what goes in one packet anyway
LEVEL: Final = 6


async def introspect(engine: Engine, prepared: Prepared, told: bytes, entity_tags: str = "") -> Answer:
    """Answer from memory, or in a thread, one request at a time. `told` are the variables as JSON.

    `entity_tags` name the answers that the client holds already.
    """
    if prepared.balance is not None:  # which differs each time
        return await engine.thread.run(describe, engine, prepared)
    key = (prepared.plan.number, told)
    answer = _kept(engine, key)
    if answer is None:  # what is begun is finished and kept, also if the client leaves
        answer = await asyncio.shield(asyncio.ensure_future(_make(engine, prepared, key)))
    if answer.complete and prepared.request.read_only and engine.entity_tags:
        tag = weak_tag(answer.gzipped or answer.body)
        if tag.removeprefix("W/") in entity_tags or entity_tags.strip() == "*":
            return Answer(b"", executed=True, entity_tag=tag, unchanged=True, gzipped=answer.gzipped)
        answer.entity_tag = tag
    return answer


async def _make(engine: Engine, prepared: Prepared, key: Key) -> Answer:
    async with engine.schema_turn:
        kept = _kept(engine, key)
        if kept is not None:
            return kept
        answer = await engine.thread.run(_compressed, engine, prepared)
        if answer.complete:
            engine.answers.keep(key, (), answer.body)
            if answer.gzipped:
                engine.answers.keep(_twin(key), (), answer.gzipped)
        return answer


def weak_tag(body: bytes) -> str:
    """Return a tag that holds for the bytes in any coding (RFC 9110, 8.8.1)."""
    return f'W/"{hashlib.blake2b(body, digest_size=15).hexdigest()}"'


def _kept(engine: Engine, key: Key) -> Answer | None:
    body = engine.answers.find(key, ())
    if body is None:
        return None
    return Answer(body, executed=True, complete=True, gzipped=engine.answers.find(_twin(key), ()) or b"")


def _compressed(engine: Engine, prepared: Prepared) -> Answer:
    answer = describe(engine, prepared)
    if answer.complete and len(answer.body) >= SMALLEST_WORTH_COMPRESSING:
        answer.gzipped = gzip.compress(answer.body, LEVEL, mtime=0)
    return answer


def _twin(key: Key) -> Key:
    number, told = key
    return number, b"gzip " + told
