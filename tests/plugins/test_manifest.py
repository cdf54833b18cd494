"""`plugin.toml`: what is read, and how each mistake is answered."""

from __future__ import annotations

import pytest
from pilar.errors import InvalidManifest
from pilar.plugins.manifest import Owner, find_manifest, read_manifest

WHOLE = """
namespace = "water"
kind = "pillar"
title = { en = "Water", id = "Air" }
description = "Rivers and pipes."
owner = { name = "Ministry", country = "ID", contact = "data@ministry.example" }
licence = "CC-BY-4.0"
requires-core = ">=1.0,<2"
requires-plugins = ["soil"]
permissions = ["water:write"]
"""


@pytest.fixture
def read(tmp_path):
    """Read `WHOLE` with one text replaced by another."""

    def read_replaced(old="", new=""):
        assert old in WHOLE
        path = tmp_path / "plugin.toml"
        path.write_text(WHOLE.replace(old, new) if old else WHOLE, encoding="utf-8")
        return read_manifest(path)

    return read_replaced


def test_a_manifest_is_read_whole(read):
    manifest = read()

    assert (manifest.namespace, manifest.kind, manifest.licence) == ("water", "pillar", "CC-BY-4.0")
    assert (manifest.title_en, manifest.title_id, manifest.description) == (
        "Water",
        "Air",
        "Rivers and pipes.",
    )
    assert manifest.owner == Owner("Ministry", "ID", "data@ministry.example")
    assert "1.5" in manifest.requires_core and "2.0" not in manifest.requires_core
    assert (manifest.requires_plugins, manifest.permissions) == (("soil",), ("water:write",))


@pytest.mark.parametrize(
    ("old", "new", "message", "hint"),
    [
        ('"water"', '"Water"', "'namespace' is 'Water'", "lower-case"),
        ('"water"', "7", "'namespace' is 7", "lower-case"),
        ('"pillar"', '"column"', "'kind' is 'column'", "`pillar`"),
        ('"pillar"', "[]", "'kind' is []", "`pillar`"),
        ('{ en = "Water", id = "Air" }', '"Water"', "'title' is 'Water'", '`title = { en = "..."'),
        (', id = "Air"', "", "'title.id' is missing", "Add `id`"),
        ('"Ministry"', '" "', "'owner.name' is ' '", "not empty"),
        ('"ID"', '"Indonesia"', "'owner.country' is 'Indonesia'", "two capital letters"),
        ("contact", "contct", "no key 'owner.contct'", "Did you mean 'contact'?"),
        ('"data@ministry.example"', "8", "'owner.contact' is 8", "a text"),
        ('licence = "CC-BY-4.0"', "", "'licence' is missing", "Add `licence`"),
        ('">=1.0,<2"', '"one"', "'requires-core' is 'one'", '">=1.0,<2"'),
        ('["soil"]', '"soil"', "'requires-plugins' is 'soil'", 'requires-plugins = ["..."]'),
        ('["soil"]', "[1]", "'requires-plugins' is [1]", "Mend 1."),
        ('["soil"]', '["water"]', "'requires-plugins' is ['water']", "not require itself"),
        ('"water:write"', '"soil:write"', "'permissions' is ['soil:write']", "`water:write`"),
        ("kind", "zzz", "no key 'zzz'", "the keys are namespace, kind"),
    ],
)
def test_a_mistake_is_answered_with_file_key_value_and_rule(read, old, new, message, hint):
    with pytest.raises(InvalidManifest) as caught:
        read(old, new)
    assert "plugin.toml: " in caught.value.message
    assert message in caught.value.message
    assert hint in caught.value.hint


def test_a_manifest_that_is_not_utf_8_is_refused(tmp_path):
    (tmp_path / "plugin.toml").write_bytes(b"namespace = '\xff'")
    with pytest.raises(InvalidManifest, match=r"is not UTF-8.*Save it as UTF-8"):
        read_manifest(tmp_path / "plugin.toml")


def test_a_manifest_that_cannot_be_opened_is_refused(tmp_path):
    with pytest.raises(InvalidManifest, match="cannot be read"):
        read_manifest(tmp_path)


@pytest.mark.parametrize(
    ("package", "message"),
    [
        ("absent_package", "is not installed"),
        ("single_module", "is a module"),
        ("bare", "has no __init__.py"),
    ],
)
def test_a_package_that_cannot_hold_a_plugin_is_refused(plugin_folder, package, message):
    (plugin_folder.folder / "single_module.py").write_text("")
    (plugin_folder.folder / "bare").mkdir()
    with pytest.raises(InvalidManifest, match=message):
        find_manifest(package)
