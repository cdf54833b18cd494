"""`PILAR_*` environment variables -> `Settings`, refusing what it does not understand before the port opens.

The fields of `Settings` are the one table of settings: each carries its variable, its default, the rule of
its values and a sentence. Parsing, the messages and `docs/settings.md` all read that table.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import Field, dataclass, field, fields
from typing import Any, Final

from pilar.errors import InvalidSetting, UnknownSetting, nearest

PREFIX: Final = "PILAR_"
DATABASE_URL: Final = re.compile(
    r"sqlite\+aiosqlite:///(?!:memory:)[^?#\s][^?#]*|postgresql(\+asyncpg)?://[^/?#\s]*/[^/?#\s]+(\?[^#\s]*)?"
)
NAME: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?")
ORIGIN: Final = re.compile(r"\*|https?://[A-Za-z0-9.\-\[\]:]+")
HOST: Final = re.compile(r"[A-Za-z0-9.:_-]+")


@dataclass(frozen=True)
class Rule:
    """What the text of a variable may be. `parse` raises `ValueError` where the text breaks the rule."""

    sentence: str
    parse: Callable[[str], Any]


def matching(pattern: re.Pattern[str], sentence: str) -> Rule:
    """A text that matches `pattern` as a whole."""

    def parse(text: str) -> str:
        if not pattern.fullmatch(text):
            raise ValueError(text)
        return text

    return Rule(sentence, parse)


def number(kind: type[int] | type[float], minimum: float, maximum: float, unit: str = "") -> Rule:
    """A whole or decimal number within bounds, both included."""
    sentence = (
        f"a {'whole ' if kind is int else ''}number from {minimum:,} to {maximum:,}{unit and f' {unit}'}"
    )

    def parse(text: str) -> int | float:
        value = kind(text)
        if not minimum <= value <= maximum:  # also refuses NaN
            raise ValueError(text)
        return value

    return Rule(sentence, parse)


def several(item: re.Pattern[str], sentence: str) -> Rule:
    """Texts separated by commas, each matching `item`; spaces around them and repetitions do not count."""

    def parse(text: str) -> tuple[str, ...]:
        texts = dict.fromkeys(part.strip() for part in text.split(",") if part.strip())
        if not texts or not all(item.fullmatch(part) for part in texts):
            raise ValueError(text)
        return tuple(texts)

    return Rule(sentence, parse)


def yes_or_no(text: str) -> bool:
    """Read `yes` or `no`."""
    answers = {"yes": True, "no": False, "true": True, "false": False, "1": True, "0": False}
    if text.lower() not in answers:
        raise ValueError(text)
    return answers[text.lower()]


YES_OR_NO: Final = Rule("`yes` or `no`", yes_or_no)
PLUGIN_NAMES: Final = several(NAME, "names of plugins (namespaces or distributions), separated by commas")


def setting(variable: str, default: Any, rule: Rule, purpose: str, *, secret: bool = False) -> Any:
    """Declare one row of the table. A secret is left out of `repr(settings)`."""
    metadata = {"variable": PREFIX + variable, "rule": rule, "purpose": purpose}
    return field(default=default, metadata=metadata, repr=not secret)


@dataclass(frozen=True)
class Settings:
    """How one service is to run. Times are seconds, sizes bytes."""

    database_url: str = setting(
        "DATABASE_URL",
        "sqlite+aiosqlite:///pilar.db",
        matching(
            DATABASE_URL,
            "the path of a SQLite file, written `sqlite+aiosqlite:///folder/file.db`, or a PostgreSQL database, "
            "written `postgresql+asyncpg://user:password@host:5432/database`",
        ),
        "Where the data is. A relative path starts at the folder that the command runs in.",
        secret=True,
    )
    host: str = setting(
        "HOST", "127.0.0.1", matching(HOST, "an IP address or a host name"), "The address to listen on."
    )
    port: int = setting(
        "PORT", 8000, number(int, 0, 65_535), "The port to listen on; 0 takes any that is free."
    )
    allowed_origins: tuple[str, ...] = setting(
        "ALLOWED_ORIGINS",
        (),
        several(ORIGIN, "origins such as `https://dashboard.example`, separated by commas, or `*`"),
        "The web sites whose scripts may call the API from a browser.",
    )
    plugins: tuple[str, ...] | None = setting(
        "PLUGINS", None, PLUGIN_NAMES, "Serve these plugins only. Unset: all that are installed."
    )
    disabled_plugins: tuple[str, ...] = setting(
        "DISABLED_PLUGINS", (), PLUGIN_NAMES, "Do not serve these plugins, nor import their code."
    )
    required_plugins: tuple[str, ...] = setting(
        "REQUIRED_PLUGINS", (), PLUGIN_NAMES, "Do not start unless these plugins are healthy."
    )
    default_page: int = setting(
        "DEFAULT_PAGE", 20, number(int, 1, 10_000, "rows"), "The size of a page whose query names none."
    )
    max_page: int = setting(
        "MAX_PAGE", 100, number(int, 1, 10_000, "rows"), "The largest page that a query may ask for."
    )
    body_limit_bytes: int = setting(
        "BODY_LIMIT_BYTES",
        1_000_000,
        number(int, 1_000, 100_000_000, "bytes"),
        "The largest body of a request, checked before it is parsed.",
    )
    body_timeout_s: float = setting(
        "BODY_TIMEOUT_S",
        15.0,
        number(float, 0.1, 600, "seconds"),
        "How long the body of a request may take to arrive.",
    )
    statement_timeout_s: float = setting(
        "STATEMENT_TIMEOUT_S",
        3.0,
        number(float, 0.01, 600, "seconds"),
        "How long one SQL statement may take before it is cancelled.",
    )
    operation_timeout_s: float = setting(
        "OPERATION_TIMEOUT_S",
        10.0,
        number(float, 0.01, 600, "seconds"),
        "How long one GraphQL operation may take as a whole.",
    )
    pool_size: int = setting(
        "POOL_SIZE",
        4,
        number(int, 1, 64, "connections"),
        "How many connections read the database at the same time.",
    )
    max_document_length: int = setting(
        "MAX_DOCUMENT_LENGTH", 100_000, number(int, 100, 10_000_000, "characters"), "The longest document."
    )
    max_tokens: int = setting(
        "MAX_TOKENS", 2_000, number(int, 10, 1_000_000), "The most tokens that a document may have."
    )
    max_depth: int = setting(
        "MAX_DEPTH", 12, number(int, 1, 100, "levels"), "The deepest selection, with fragments expanded."
    )
    max_introspection_depth: int = setting(
        "MAX_INTROSPECTION_DEPTH",
        15,
        number(int, 1, 100, "levels"),
        "The same below `__schema` and `__type`.",
    )
    max_aliases: int = setting("MAX_ALIASES", 30, number(int, 0, 10_000), "The most aliases in a document.")
    max_root_fields: int = setting(
        "MAX_ROOT_FIELDS", 20, number(int, 1, 1_000), "The most root fields of an operation."
    )
    max_directives: int = setting(
        "MAX_DIRECTIVES", 50, number(int, 0, 10_000), "The most directives in a document."
    )
    max_fragments: int = setting(
        "MAX_FRAGMENTS", 50, number(int, 0, 10_000), "The most fragments in a document."
    )
    max_list: int = setting(
        "MAX_LIST", 250, number(int, 1, 100_000, "items"), "The longest list in an argument or a variable."
    )
    max_string: int = setting(
        "MAX_STRING", 10_000, number(int, 1, 10_000_000, "characters"), "The longest text in one of them."
    )
    max_nodes: int = setting(
        "MAX_NODES",
        10_000,
        number(int, 1, 100_000_000, "nodes"),
        "The most rows that an operation could return, estimated before it runs.",
    )
    max_answer: int = setting(
        "MAX_ANSWER",
        10_000_000,
        number(int, 1_000, 1_000_000_000, "characters"),
        "The largest answer.",
    )
    points_per_minute: int = setting(
        "POINTS_PER_MINUTE",
        5_000,
        number(int, 0, 1_000_000_000, "points"),
        "What a client may spend, an operation costing a point for each 100 nodes begun; 0: no budget.",
    )
    watch_every_s: float = setting(
        "WATCH_EVERY_S",
        0.05,
        number(float, 0.005, 60, "seconds"),
        "How often to look for changes to tell subscribers of, while there are any.",
    )
    max_subscriptions: int = setting(
        "MAX_SUBSCRIPTIONS",
        100,
        number(int, 1, 10_000),
        "The most operations that run on one WebSocket at a time.",
    )
    socket_message_limit_bytes: int = setting(
        "SOCKET_MESSAGE_LIMIT_BYTES",
        64_000,
        number(int, 1_000, 100_000_000, "bytes"),
        "The largest message that a client may send on a WebSocket.",
    )
    socket_init_timeout_s: float = setting(
        "SOCKET_INIT_TIMEOUT_S",
        10.0,
        number(float, 0.1, 600, "seconds"),
        "How long a WebSocket may take to begin with `connection_init`.",
    )
    socket_ping_s: float = setting(
        "SOCKET_PING_S",
        25.0,
        number(float, 0.1, 3_600, "seconds"),
        "How often a WebSocket is asked for a sign of life; without one for as long again it is closed.",
    )
    event_comment_s: float = setting(
        "EVENT_COMMENT_S",
        12.0,
        number(float, 0.1, 3_600, "seconds"),
        "How often an event stream without events gets a comment, so that no proxy takes it for dead.",
    )
    slow_consumer_timeout_s: float = setting(
        "SLOW_CONSUMER_TIMEOUT_S",
        10.0,
        number(float, 0.1, 600, "seconds"),
        "How long a subscriber may leave what was sent unread before it is dropped.",
    )
    trusted_proxies: tuple[str, ...] = setting(
        "TRUSTED_PROXIES",
        (),
        several(HOST, "addresses of proxies, separated by commas"),
        "Whose `X-Forwarded-For` tells the client's address.",
    )
    answer_cache_bytes: int = setting(
        "ANSWER_CACHE_BYTES",
        64_000_000,
        number(int, 0, 100_000_000_000, "bytes"),
        "The memory for answers that are given again while their data stays the same; 0: none.",
    )
    entity_tags: bool = setting(
        "ENTITY_TAGS", True, YES_OR_NO, "Answer a GET by 304 when the client's copy is still right."
    )
    persisted_queries: bool = setting(
        "PERSISTED_QUERIES", True, YES_OR_NO, "Keep documents that clients register by their SHA-256."
    )
    trusted_documents: str = setting(
        "TRUSTED_DOCUMENTS",
        "",
        matching(re.compile(r".+"), "the path of a folder"),
        "A folder of `*.graphql` files that clients may run by `documentId`, the file's name.",
    )
    trusted_only: bool = setting("TRUSTED_ONLY", False, YES_OR_NO, "Run trusted documents only.")
    no_plugins: bool = False
    """Set by the flag `--no-plugins` alone: the core alone, whatever is installed, allowed or required."""

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Settings:
        """Read every `PILAR_*` variable; one that is empty counts as unset.

        Raises `UnknownSetting` with the nearest name, or `InvalidSetting` with value, rule and remedy.
        """
        _refuse_unknown(environ)
        given = {
            row.name: environ[row.metadata["variable"]]
            for row in SETTINGS
            if environ.get(row.metadata["variable"])
        }
        settings = cls(**{row.name: _parse(row, given[row.name]) for row in SETTINGS if row.name in given})
        _refuse_default_above_maximum(settings)
        return settings


SETTINGS: Final = tuple(row for row in fields(Settings) if row.metadata)


def redacted(url: str) -> str:
    """Return `url` without the passwords in it, fit for a log or a message, even where it is no valid URL."""
    url = re.sub(r"(//[^:/@]*):.*@", r"\1:***@", url)
    return re.sub(r"(?i)(password=)[^&#]*", r"\1***", url)


def as_markdown() -> str:
    """Return the table of `docs/settings.md`: one line a setting."""
    lines = ["| Variable | Default | Value | What it does |", "|---|---|---|---|"]
    for row in SETTINGS:
        default = f"`{_as_text(row.default)}`" if _as_text(row.default) else "unset"
        rule: Rule = row.metadata["rule"]
        lines.append(
            f"| `{row.metadata['variable']}` | {default} | {rule.sentence} | {row.metadata['purpose']} |"
        )
    return "\n".join(lines) + "\n"


def _refuse_unknown(environ: Mapping[str, str]) -> None:
    known = [row.metadata["variable"] for row in SETTINGS]
    for name in sorted(environ):
        if name.startswith(PREFIX) and name not in known:
            remedy = nearest(name, known) or "Unset it."
            raise UnknownSetting(
                f"There is no setting '{name}'.", f"{remedy} docs/settings.md lists all settings."
            )


def _parse(row: Field[Any], text: str) -> Any:
    variable, rule = row.metadata["variable"], row.metadata["rule"]
    try:
        return rule.parse(text.strip())
    except ValueError:
        default = _as_text(row.default)
        remedy = (
            f"Unset it, or set {variable}={default} (the default)." if default else "Correct or unset it."
        )
        raise InvalidSetting(
            f"{variable} is '{redacted(text)}'; it must be {rule.sentence}.", remedy
        ) from None


def _refuse_default_above_maximum(settings: Settings) -> None:
    if settings.default_page > settings.max_page:
        raise InvalidSetting(
            f"PILAR_DEFAULT_PAGE is {settings.default_page}, above PILAR_MAX_PAGE, {settings.max_page}.",
            f"Set PILAR_DEFAULT_PAGE to at most {settings.max_page}.",
        )


def _as_text(default: object) -> str:
    """The text that would set a variable to `default`; empty where only unsetting it does."""
    if isinstance(default, bool):
        return "yes" if default else "no"
    return "" if default in (None, ()) else str(default)
