"""The trial build: which plugin is blamed for a schema that cannot be built."""

from __future__ import annotations

import pytest
from pilar.errors import IncompatiblePlugin, InvalidTable, NameCollision
from pilar.plugins.host import load_plugins, trial_build
from pilar.settings import Settings


@pytest.fixture
def plugins(plugin_folder):
    """Healthy plugins `a` to `e`, of which `d` requires `b`."""
    entry_points = [
        plugin_folder.write(name, append="requires-plugins = ['bb']\n" if name == "dd" else "")
        for name in ("aa", "bb", "cc", "dd", "ee")
    ]
    return load_plugins(Settings(), entry_points)


def build_unless(*forbidden):
    """Return a build of namespaces that fails when all those of one forbidden combination are present."""

    def build(plugins):
        namespaces = [plugin.namespace for plugin in plugins]
        for combination in forbidden:
            if set(combination) <= set(namespaces):
                raise ValueError(f"cannot build {'+'.join(combination)}")
        return namespaces

    return build


def statuses(plugins):
    return {plugin.namespace: plugin.status for plugin in plugins if plugin.status != "HEALTHY"}


def test_the_whole_is_returned_when_nothing_breaks(plugins):
    assert trial_build(plugins, build_unless()) == ["aa", "bb", "cc", "dd", "ee"]


def test_a_plugin_that_breaks_the_core_alone_is_quarantined_with_its_file_and_remedy(plugins):
    assert trial_build(plugins, build_unless({"cc"})) == ["aa", "bb", "dd", "ee"]

    error = plugins[2].error
    assert statuses(plugins) == {"cc": "QUARANTINED"}
    assert type(error) is InvalidTable
    assert "pilar_cc/__init__.py" in error.message and "ValueError: cannot build cc" in error.message
    assert "PILAR_DISABLED_PLUGINS=cc" in error.hint


def test_a_whole_that_can_be_built_is_built_once(plugins):
    tried = []
    trial_build(plugins, lambda served: tried.append([plugin.namespace for plugin in served]))

    assert tried == [["aa", "bb", "cc", "dd", "ee"]]


def test_a_plugin_is_tried_together_with_those_that_it_requires(plugins):
    tried = []

    def build(served):
        tried.append([plugin.namespace for plugin in served])
        if len(tried) == 1:
            raise ValueError("cannot build the whole at first")

    trial_build(plugins, build)

    whole = ["aa", "bb", "cc", "dd", "ee"]
    assert tried == [whole, [], ["aa"], ["bb"], ["cc"], ["bb", "dd"], ["ee"], whole]


def test_two_plugins_that_break_the_whole_only_together_cost_the_later_one(plugins):
    assert trial_build(plugins, build_unless({"aa", "ee"}, {"bb", "cc"})) == ["aa", "bb", "dd"]
    assert statuses(plugins) == {"cc": "QUARANTINED", "ee": "QUARANTINED"}


def test_a_plugin_that_requires_a_quarantined_one_goes_with_it(plugins):
    assert trial_build(plugins, build_unless({"bb"})) == ["aa", "cc", "ee"]
    assert type(plugins[3].error) is IncompatiblePlugin


def test_an_error_that_the_build_made_for_the_plugin_is_kept(plugins):
    def build(served):
        if any(plugin.namespace == "aa" for plugin in served):
            raise NameCollision("Taken.", "Rename it.")

    trial_build(plugins, build)
    assert str(plugins[0].error) == "Taken. Rename it."


def test_a_core_that_cannot_be_built_raises(plugins):
    with pytest.raises(ValueError, match="cannot build"):
        trial_build(plugins, build_unless(set()))
    assert statuses(plugins) == {}
