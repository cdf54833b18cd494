"""The text of a document, or what it was persisted under, -> operations ready to be planned, in a bounded cache."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
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

from pilar.access.limits import Limits, check_document, check_length
from pilar.errors import (
    InvalidRequest,
    OperationNotFound,
    ParseFailed,
    UnknownDocument,
    UntrustedDocument,
    ValidationFailed,
    nearest,
)
from pilar.query.plans import Plans
from pilar.query.presentation import entry
from pilar.query.variables import Declared, declared_variables

MOST_ERRORS: Final = 20
MOST_DOCUMENTS: Final = 1_000
HASH_PREFIX: Final = "sha256:"


class Refused(Exception):
    """The document cannot be run; `errors` is the list for the answer."""

    def __init__(self, errors: list[dict[str, Any]]) -> None:
        super().__init__(errors[0]["message"])
        self.errors = errors


@dataclass(frozen=True, eq=False)
class Operation:
    """One operation of a document, with the plans made for it so far."""

    document: DocumentNode
    definition: OperationDefinitionNode
    fragments: Mapping[str, FragmentDefinitionNode]
    declared: tuple[Declared, ...]
    plans: Plans = field(default_factory=Plans)

    @property
    def is_query(self) -> bool:
        """Whether it only reads."""
        return self.definition.operation is OperationType.QUERY

    @property
    def name(self) -> str | None:
        """The name, where it has one."""
        return self.definition.name.value if self.definition.name else None


class Documents:
    """The documents seen lately, least recently used ones forgotten first, and the trusted ones.

    `trusted` are texts by the id that clients send as `documentId`; with `trusted_only` nothing else is run.
    """

    def __init__(
        self,
        schema: GraphQLSchema,
        limits: Limits | None = None,
        *,
        persists: bool = True,
        trusted: Mapping[str, str] | None = None,
        trusted_only: bool = False,
    ) -> None:
        self._schema = schema
        self._limits = limits or Limits()
        self._persists = persists
        self._known: OrderedDict[str, dict[str | None, Operation]] = OrderedDict()
        self._hashes: OrderedDict[str, str] = OrderedDict()
        self._trusted = dict(trusted or {})
        self._trusted |= {HASH_PREFIX + digest(text): text for text in (trusted or {}).values()}
        self._trusted_only = trusted_only

    def text(self, given: str | None, document_id: str | None, sha256: str | None) -> str:
        """Return the text of a request's document.

        Raises `UnknownDocument`, `UntrustedDocument`, and `InvalidRequest` when text and hash contradict each other.
        """
        if given is not None and document_id is None and sha256 is None and not self._trusted_only:
            return given
        if document_id is not None:
            return self._found(document_id)
        if sha256 is not None:
            given = self._persisted(given, sha256.lower())
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
            _keep(self._known, text, operations)
        else:
            self._known.move_to_end(text)
        return operations[name] if name in operations else _named(operations, name)

    def _found(self, document_id: str) -> str:
        if document_id not in self._trusted:
            hint = nearest(document_id, self._trusted) or "Ask the operator which documents are trusted."
            raise UnknownDocument(f"There is no trusted document '{document_id[:100]}'.", hint)
        return self._trusted[document_id]

    def _persisted(self, given: str | None, sha256: str) -> str | None:
        """Automatic persisted queries: the hash alone asks, text and hash together make it known."""
        if given is None:
            text = self._hashes.get(sha256) or self._trusted.get(HASH_PREFIX + sha256)
            if text is None:  # the message is what clients of the protocol compare
                raise UnknownDocument("PersistedQueryNotFound", "Send `query` together with the hash once.")
            return text
        if digest(given) != sha256:
            raise InvalidRequest(
                "`sha256Hash` is not the SHA-256 of `query`.", "Hash the exact text that you send."
            )
        if self._persists:
            self.learn(given)
            _keep(self._hashes, sha256, given)
        return given

    def learn(self, text: str) -> None:
        """Read a document before anybody runs it. Raises `Refused` or `LimitExceeded` when it is no valid one."""
        if text not in self._known:
            _keep(self._known, text, self._read(text))

    def _read(self, text: str) -> dict[str | None, Operation]:
        check_length(text, self._limits)
        document = _parse(text, self._limits.tokens)
        check_document(document, self._limits)
        errors = validate(self._schema, document, max_errors=MOST_ERRORS)
        if errors:
            raise Refused([_validation_error(error) for error in errors[:MOST_ERRORS]])
        fragments = {
            node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)
        }
        return {
            node.name.value if node.name else None: Operation(
                document, node, fragments, declared_variables(self._schema, node.variable_definitions)
            )
            for node in document.definitions
            if isinstance(node, OperationDefinitionNode)
        }


def digest(text: str) -> str:
    """Return the SHA-256 of a document in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _keep(cache: OrderedDict[str, Any], key: str, value: Any) -> None:
    cache[key] = value
    if len(cache) > MOST_DOCUMENTS:
        cache.popitem(last=False)


def _parse(text: str, most_tokens: int) -> DocumentNode:
    try:
        return parse(text, max_tokens=most_tokens)
    except GraphQLSyntaxError as error:
        hint = "Mend the document at the place given in `locations`."
        raise Refused([entry(ParseFailed(error.message, hint), None, error)]) from None
    except RecursionError:
        deep = ParseFailed(
            "The document is nested too deeply to be read.", "Nest fewer selections and values."
        )
        raise Refused([entry(deep)]) from None


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


def _validation_error(error: GraphQLError) -> dict[str, Any]:
    _, _, suggestion = error.message.partition(" Did you mean")
    hint = f"Did you mean{suggestion}" if suggestion else "Compare the document with /schema.graphql."
    return entry(ValidationFailed(error.message, hint), None, error)
