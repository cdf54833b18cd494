"""The text of a document -> operations ready to be planned: parsed, validated, kept in a bounded cache."""

from __future__ import annotations

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
    parse,
    validate,
)

from pilar.errors import DocumentError, OperationNotFound, ParseFailed, ValidationFailed, nearest
from pilar.query.plans import Plans
from pilar.query.variables import Declared, declared_variables

MOST_TOKENS: Final = 2_000
MOST_ERRORS: Final = 20
MOST_DOCUMENTS: Final = 1_000


class Refused(Exception):
    """The document cannot be run; `errors` is the list for the answer."""

    def __init__(self, errors: list[dict[str, Any]]) -> None:
        super().__init__(errors[0]["message"])
        self.errors = errors


@dataclass(frozen=True)
class Operation:
    """One operation of a document, with the plans made for it so far."""

    document: DocumentNode
    definition: OperationDefinitionNode
    fragments: Mapping[str, FragmentDefinitionNode]
    declared: tuple[Declared, ...]
    plans: Plans = field(default_factory=Plans, compare=False)

    @property
    def name(self) -> str | None:
        """The name, where it has one."""
        return self.definition.name.value if self.definition.name else None


class Documents:
    """The documents seen lately, least recently used ones forgotten first."""

    def __init__(self, schema: GraphQLSchema) -> None:
        self._schema = schema
        self._known: OrderedDict[str, dict[str | None, Operation]] = OrderedDict()

    def operation(self, text: str, name: str | None) -> Operation:
        """Return an operation of a document. Raises `Refused` or `OperationNotFound`."""
        operations = self._known.get(text)
        if operations is None:
            operations = self._read(text)
            self._known[text] = operations
            if len(self._known) > MOST_DOCUMENTS:
                self._known.popitem(last=False)
        else:
            self._known.move_to_end(text)
        return _chosen(operations, name)

    def _read(self, text: str) -> dict[str | None, Operation]:
        document = _parse(text)
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


def _parse(text: str) -> DocumentNode:
    try:
        return parse(text, max_tokens=MOST_TOKENS)
    except GraphQLSyntaxError as error:
        hint = "Mend the document at the place given in `locations`."
        raise Refused([located(error, ParseFailed(error.message, hint))]) from None
    except RecursionError:
        error_ = ParseFailed(
            "The document is nested too deeply to be read.", "Nest fewer selections and values."
        )
        raise Refused([{"message": error_.message, "extensions": error_.extensions}]) from None


def _chosen(operations: dict[str | None, Operation], name: str | None) -> Operation:
    if name is None and len(operations) == 1:
        return next(iter(operations.values()))
    if name is not None and name in operations:
        return operations[name]
    known = [known for known in operations if known is not None]
    if name is None:
        hint = f"Set `operationName` to one of {', '.join(known)}." if known else "Write one operation."
        raise OperationNotFound(f"The document has {len(operations)} operations; which one?", hint)
    hint = nearest(name, known) or (f"It has {', '.join(known)}." if known else "Leave `operationName` out.")
    raise OperationNotFound(f"The document has no operation '{name}'.", hint)


def _validation_error(error: GraphQLError) -> dict[str, Any]:
    message, _, suggestion = error.message.partition(" Did you mean")
    hint = f"Did you mean{suggestion}" if suggestion else "Compare the document with /schema.graphql."
    return located(error, ValidationFailed(message if not suggestion else error.message, hint))


def located(error: GraphQLError, as_: DocumentError) -> dict[str, Any]:
    """Return an error of the answer with the places in the document that it is about."""
    entry: dict[str, Any] = {"message": as_.message}
    if error.locations:
        entry["locations"] = [location.formatted for location in error.locations]
    return {**entry, "extensions": as_.extensions}
