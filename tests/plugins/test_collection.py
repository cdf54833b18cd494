"""The host's list of hooks is that of the specifications."""

from __future__ import annotations

import dataclasses

from pilar import hookspecs
from pilar.plugins.collection import HOOKS
from pilar.plugins.host import Plugin


def test_every_hook_of_the_specifications_is_collected_into_a_field_of_the_plugin():
    specified = [name for name in vars(hookspecs) if name.startswith("register_")]

    assert [hook.name for hook in HOOKS] == specified
    assert {hook.keeps for hook in HOOKS} <= {field.name for field in dataclasses.fields(Plugin)}
