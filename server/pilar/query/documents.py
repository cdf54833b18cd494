"""The text of a document, or what it was persisted under, -> operations ready to be planned, in a bounded cache."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any, Final

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    GraphQLSyntaxError,
    OperationDefinitionNode,
    OperationType,
    parse,
    validate,
)

from pilar.access.limits import Limits, check_document, check_length, fragments_of, introspections
from pilar.errors import (
    InvalidRequest,
    OperationNotFound,
    ParseFailed,
    UnknownDocument,
    UntrustedDocument,
    ValidationFailed,
    nearest,
)
from pilar.query.hints import validation_hint
from pilar.query.plans import Plans
from pilar.query.presentation import entry
from pilar.query.recent import PLAN_CHARACTERS, Recent
from pilar.query.thread import Thread
from pilar.query.variables import Declared, declared_variables

MOST_ERRORS: Final = 20
SHORT: Final = 1_500
LONGEST_MESSAGE: Final = 300
HASH_PREFIX: Final = "sha256:"


class Refused(Exception):
    """The document cannot be run; `errors` is the list for the answer."""

    def __init__(self, errors: list[dict[str, Any]]) -> None:
        super().__init__(errors[0]["message"])
        self.errors = errors


@dataclass(frozen=True, eq=False)
class Operation:
    """One operation of a document, with the plans made for it so far.

    `schema_fields` counts its root fields that ask for the schema; `schema_only` when it asks for no data.
    """

    document: DocumentNode
    definition: OperationDefinitionNode
    fragments: Mapping[str, FragmentDefinitionNode]
    declared: tuple[Declared, ...]
    schema_fields: int = 0
    schema_only: bool = False
    plans: Plans = field(default_factory=Plans)

    @property
    def is_mutation(self) -> bool:
        """Whether it writes."""
        return self.definition.operation is OperationType.MUTATION

    @property
    def is_subscription(self) -> bool:
        """Whether it has an answer for each event."""
        return self.definition.operation is OperationType.SUBSCRIPTION

    @property
    def name(self) -> str | None:
        """The name, where it has one."""
        return self.definition.name.value if self.definition.name else None

    @cached_property
    def identity(self) -> str:
        """A digest of the document and the name: the same in every process."""
        assert self.document.loc is not None
        return digest(f"{self.name or ''}\x1f{self.document.loc.source.body}")


class Documents:
    """The documents seen lately, least recently used ones forgotten first, and the trusted ones.

    `trusted` are texts by the id that clients send as `documentId`; with `trusted_only` nothing else is run.
    `unserved` are the plugins that are not served, with their status, for those who ask for them.
    """

    def __init__(
        self,
        schema: GraphQLSchema,
        limits: Limits | None = None,
        *,
        persists: bool = True,
        trusted: Mapping[str, str] | None = None,
        trusted_only: bool = False,
        unserved: Mapping[str, str] | None = None,
    ) -> None:
        self._schema = schema
        self._limits = limits or Limits()
        self._persists = persists
        self._known: Recent[dict[str | None, Operation]] = Recent()
        self._hashes: Recent[str] = Recent()
        self._thread = Thread()
        self._trusted = dict(trusted or {})
        self._trusted |= {HASH_PREFIX + digest(text): text for text in (trusted or {}).values()}
        self._trusted_only = trusted_only
        self._unserved = dict(unserved or {})

    def text(self, given: str | None, document_id: str | None, sha256: str | None) -> str:
        """Return the text of a request's document.

        Raises `UnknownDocument`, `UntrustedDocument`, and `InvalidRequest` when text and hash contradict each other.
        """
        if given is not None and document_id is None and sha256 is None and not self._trusted_only:
            return given
        if document_id is not None:
            return self._found(document_id)
        if sha256 is not None:
            given = self._hashed(given, sha256.lower())
        if given is None:
            raise InvalidRequest("There is no document.", "Send the GraphQL document as the string `query`.")
        if self._trusted_only and HASH_PREFIX + digest(given) not in self._trusted:
            raise UntrustedDocument(
                "The document is not trusted here.", "Send the `documentId` of one that is."
            )
        return given

    def operation(self, text: str, name: str | None) -> Operation:
        """Return an operation of a document. Raises `Refused`, `LimitExceeded` or `OperationNotFound`."""
        operations = self._known.get(text)
        if operations is None:
            operations = self._read(text)
            self._known.keep(text, operations, len(text))
        return operations[name] if name in operations else _named(operations, name)

    def is_at_hand(self, text: str) -> bool:
        """Tell whether `operation` will be quick: the document is known, or short."""
        return len(text) <= SHORT or text in self._known

    async def read_ahead(self, text: str) -> None:
        """Read a long document in a thread, so that other requests are answered the while; one at a time.

        Raises `Refused` or `LimitExceeded`.
        """
        operations = await self._thread.run(self._read_unless_known, text)
        if operations is not None:
            self._known.keep(text, operations, len(text))

    def _found(self, document_id: str) -> str:
        if document_id not in self._trusted:
            hint = nearest(document_id, self._trusted) or "Ask the operator which documents are trusted."
            raise UnknownDocument(f"There is no trusted document '{document_id[:100]}'.", hint)
        return self._trusted[document_id]

    def _hashed(self, given: str | None, sha256: str) -> str:
        """Automatic persisted queries: the hash alone asks, text and hash together must fit."""
        if given is None:
            text = self._hashes.get(sha256) or self._trusted.get(HASH_PREFIX + sha256)
            if text is None:  # the message is what clients of the protocol compare
                raise UnknownDocument("PersistedQueryNotFound", "Send `query` together with the hash once.")
            return text
        if digest(given) != sha256:
            raise InvalidRequest(
                "`sha256Hash` is not the SHA-256 of `query`.", "Hash the exact text that you send."
            )
        return given

    def persist(self, text: str, sha256: str) -> None:
        """Make a document known by its hash, once it was found to be valid; again, to keep it."""
        if self._persists:
            self._hashes.keep(sha256.lower(), text, len(text))

    def learn(self, text: str) -> None:
        """Read a document before anybody runs it. Raises `Refused` or `LimitExceeded` when it is no valid one."""
        if text not in self._known:
            self._known.keep(text, self._read(text), len(text))

    def _read_unless_known(self, text: str) -> dict[str | None, Operation] | None:
        """Read a document; None when somebody else did so while this one waited for its turn."""
        return None if text in self._known else self._read(text)

    def _read(self, text: str) -> dict[str | None, Operation]:
        check_length(text, self._limits)
        try:
            return self._operations(_parsed(text, self._limits.tokens))
        except RecursionError:
            deep = ParseFailed(
                "The document is nested too deeply to be read.", "Nest fewer selections and values."
            )
            raise Refused([entry(deep)]) from None

    def _operations(self, document: DocumentNode) -> dict[str | None, Operation]:
        check_document(document, self._limits)
        errors = validate(self._schema, document, max_errors=MOST_ERRORS)
        if errors:
            raise Refused([self._invalid(error) for error in errors[:MOST_ERRORS]])
        nodes = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
        return {node.name.value if node.name else None: self._operation(document, node) for node in nodes}

    def _invalid(self, error: GraphQLError) -> dict[str, Any]:
        hint = validation_hint(error.message, self._schema, self._unserved)
        return entry(ValidationFailed(shortened(error.message), shortened(hint)), None, error)

    def _operation(self, document: DocumentNode, node: OperationDefinitionNode) -> Operation:
        fragments = fragments_of(document)
        declared = declared_variables(self._schema, node.variable_definitions)
        asking, others = introspections(node, fragments)
        assert document.loc is not None
        plans = Plans(partial(self._grown, document.loc.source.body))
        return Operation(document, node, fragments, declared, asking, asking > 0 and others == 0, plans)

    def _grown(self, text: str, characters: int) -> None:
        """Count the plans of a document with it: whoever makes many for few documents fills the same memory."""
        self._known.grow(text, characters // PLAN_CHARACTERS)


def digest(text: str) -> str:
    """Return the SHA-256 of a document in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _parsed(text: str, most_tokens: int) -> DocumentNode:
    try:
        return parse(text, max_tokens=most_tokens)
    except GraphQLSyntaxError as error:
        hint = "Mend the document at the place given in `locations`."
        raise Refused([entry(ParseFailed(shortened(error.message), hint), None, error)]) from None


def _named(operations: Mapping[str | None, Operation], name: str | None) -> Operation:
    """Return the only operation where none is named. Raises `OperationNotFound`."""
    if name is None and len(operations) == 1:
        return next(iter(operations.values()))
    known = [known for known in operations if known is not None]
    if name is None:
        hint = f"Set `operationName` to one of {', '.join(known)}." if known else "Write one operation."
        raise OperationNotFound(f"The document has {len(operations)} operations; which one?", hint)
    hint = nearest(name, known) or (f"It has {', '.join(known)}." if known else "Leave `operationName` out.")
    raise OperationNotFound(f"The document has no operation '{name}'.", hint)


def shortened(message: str) -> str:
    """Cut a message that quotes a long piece of the document."""
    return message if len(message) <= LONGEST_MESSAGE else f"{message[:LONGEST_MESSAGE]}..."
