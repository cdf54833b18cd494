"""Why the server does not start, or starts without a plugin."""

from __future__ import annotations

from pilar.errors.root import PilarError


class StartError(PilarError):
    """The server cannot start as it is configured."""


class SettingError(StartError):
    """A setting is wrong."""


class UnknownSetting(SettingError):
    """An environment variable begins with `PILAR_` but names no setting."""

    code = "SETTING_UNKNOWN"


class InvalidSetting(SettingError):
    """A setting has a value that it cannot have."""

    code = "SETTING_INVALID"


class DatabaseError(StartError):
    """The database cannot be used."""


class DatabaseLocked(DatabaseError):
    """Another process holds the database and did not let go in time."""

    code = "DATABASE_LOCKED"


class DatabaseReadOnly(DatabaseError):
    """The database file or its folder cannot be written."""

    code = "DATABASE_READ_ONLY"


class DatabaseCorrupt(DatabaseError):
    """The file is not a database, or is damaged."""

    code = "DATABASE_CORRUPT"


class DatabaseStorageFailed(DatabaseError):
    """The disk is full, or failed while the database was read or written."""

    code = "DATABASE_STORAGE_FAILED"


class DatabaseUnreachable(DatabaseError):
    """The database server cannot be reached, or refuses the connection."""

    code = "DATABASE_UNREACHABLE"


class DatabaseOutdated(DatabaseError):
    """The database lacks migrations that this version needs, or has some that it does not know."""

    code = "DATABASE_OUTDATED"


class DatabaseUnsupported(DatabaseError):
    """The database, its driver or its version is not supported."""

    code = "DATABASE_UNSUPPORTED"


class SeedError(StartError):
    """Seed data cannot be loaded."""


class InvalidSeed(SeedError):
    """A seed file is missing, damaged or contradicts its table; nothing of it was loaded."""

    code = "SEED_INVALID"


class PluginError(StartError):
    """One plugin cannot be served."""


class InvalidManifest(PluginError):
    """`plugin.toml` is missing, is not TOML, lacks a key or has one that nobody knows."""

    code = "PLUGIN_MANIFEST_INVALID"


class IncompatiblePlugin(PluginError):
    """The plugin asks for another version of the core, or for a plugin that is not there."""

    code = "PLUGIN_INCOMPATIBLE"


class BrokenPlugin(PluginError):
    """The plugin's code cannot be imported, or one of its hooks raised or returned the wrong thing."""

    code = "PLUGIN_BROKEN"


class UnknownHook(PluginError):
    """The plugin implements a hook that does not exist, or asks for an argument that the hook does not have."""

    code = "PLUGIN_HOOK_UNKNOWN"


class NameCollision(PluginError):
    """A namespace, table, type or field name is already taken."""

    code = "PLUGIN_NAME_TAKEN"


class InvalidTable(PluginError):
    """A table or a type of the plugin cannot be turned into GraphQL."""

    code = "PLUGIN_TABLE_INVALID"


class FailedMigration(PluginError):
    """A migration of the plugin failed and was rolled back."""

    code = "PLUGIN_MIGRATION_FAILED"


class FailedSeed(PluginError):
    """A seed of the plugin failed and was rolled back."""

    code = "PLUGIN_SEED_FAILED"


class FailedDerivation(PluginError):
    """A derivation of the plugin names no indicator, or its SQL fails; the rows that it rests on were rolled back."""

    code = "PLUGIN_DERIVATION_FAILED"


class FailedIndex(PluginError):
    """A composite index of the plugin is not defined as it should be; its other rows of this start were rolled back."""

    code = "PLUGIN_INDEX_FAILED"


class MissingPlugin(PluginError):
    """A plugin that the operator requires, allows or disables is not installed."""

    code = "PLUGIN_MISSING"


class AddressUnavailable(StartError):
    """The server cannot listen on the host and port it was told to."""

    code = "ADDRESS_UNAVAILABLE"
