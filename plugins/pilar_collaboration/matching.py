"""The rule of matching, as SQL: which regions an offer is meant for."""

from __future__ import annotations

from typing import Final

MEANT_FOR: Final = """(o.nationwide OR EXISTS (
    SELECT 1 FROM {collaboration_offer_region} f JOIN {region} r ON r.id = %s
    WHERE f.offer_id = o.id AND (f.region_id IN (r.id, r.parent_id)
        OR f.region_id IN (SELECT p.parent_id FROM {region} p WHERE p.id = r.parent_id))))"""
"""Whether the offer `o` is meant for a region: for all, or for this one, its province or the country."""
