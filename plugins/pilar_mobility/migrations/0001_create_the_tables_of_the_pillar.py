"""Create the tables of the pillar."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision = "mobility_0001"
down_revision = None
branch_labels = ("mobility",)

PUBLISHED: Final = sa.text("visibility = 0")
INDEXES: Final = (
    ("mobility_accident_report", "accidents"),
    ("mobility_accident_report", "deaths_plausible"),
    ("mobility_accident_report", "killed"),
    ("mobility_accident_report", "killed_per_100_accidents"),
    ("mobility_accident_report", "region_id"),
    ("mobility_accident_report", "source_id"),
    ("mobility_accident_report", "year"),
    ("mobility_mode_share_survey", "public_transport_pct"),
    ("mobility_mode_share_survey", "region_id"),
    ("mobility_mode_share_survey", "source_id"),
    ("mobility_mode_share_survey", "total_plausible"),
    ("mobility_mode_share_survey", "year"),
    ("mobility_road_segment", "function"),
    ("mobility_road_segment", "length_km"),
    ("mobility_road_segment", "name"),
    ("mobility_road_segment", "region_id"),
    ("mobility_road_segment", "region_id", "length_km"),
    ("mobility_road_segment", "road_class"),
    ("mobility_road_segment", "source_id"),
    ("mobility_road_segment", "surface"),
    ("mobility_transit_stop", "kind"),
    ("mobility_transit_stop", "name"),
    ("mobility_transit_stop", "parent_id"),
    ("mobility_transit_stop", "position_plausible"),
    ("mobility_transit_stop", "real_time_information"),
    ("mobility_transit_stop", "region_id"),
    ("mobility_transit_stop", "region_id", "year"),
    ("mobility_transit_stop", "source_id"),
    ("mobility_transit_stop", "wheelchair_accessible"),
    ("mobility_transit_stop", "year"),
    ("mobility_travel_time_survey", "index_plausible"),
    ("mobility_travel_time_survey", "peak_min"),
    ("mobility_travel_time_survey", "peak_speed_km_per_h"),
    ("mobility_travel_time_survey", "region_id"),
    ("mobility_travel_time_survey", "source_id"),
    ("mobility_travel_time_survey", "travel_time_index"),
    ("mobility_travel_time_survey", "year"),
    ("mobility_vehicle_fleet", "fuel"),
    ("mobility_vehicle_fleet", "low_carbon"),
    ("mobility_vehicle_fleet", "region_id"),
    ("mobility_vehicle_fleet", "source_id"),
    ("mobility_vehicle_fleet", "vehicle_class"),
    ("mobility_vehicle_fleet", "vehicles"),
    ("mobility_vehicle_fleet", "year"),
    ("mobility_charging_station", "connectors"),
    ("mobility_charging_station", "kind"),
    ("mobility_charging_station", "name"),
    ("mobility_charging_station", "operator_id"),
    ("mobility_charging_station", "power_kw"),
    ("mobility_charging_station", "region_id"),
    ("mobility_charging_station", "source_id"),
    ("mobility_road_accident", "collision"),
    ("mobility_road_accident", "fatal"),
    ("mobility_road_accident", "killed"),
    ("mobility_road_accident", "occurred_on"),
    ("mobility_road_accident", "region_id"),
    ("mobility_road_accident", "region_id", "occurred_on"),
    ("mobility_road_accident", "segment_id"),
    ("mobility_road_accident", "source_id"),
    ("mobility_road_condition", "iri_plausible"),
    ("mobility_road_condition", "length_km"),
    ("mobility_road_condition", "segment_id"),
    ("mobility_road_condition", "source_id"),
    ("mobility_road_condition", "stable"),
    ("mobility_road_condition", "state"),
    ("mobility_road_condition", "year"),
    ("mobility_terminal", "kind"),
    ("mobility_terminal", "name"),
    ("mobility_terminal", "operator_id"),
    ("mobility_terminal", "passengers_per_year"),
    ("mobility_terminal", "region_id"),
    ("mobility_terminal", "source_id"),
    ("mobility_terminal", "terminal_type"),
    ("mobility_terminal", "wheelchair_accessible"),
    ("mobility_traffic_count", "counted_on"),
    ("mobility_traffic_count", "direction"),
    ("mobility_traffic_count", "peak_hour_vehicles"),
    ("mobility_traffic_count", "peak_plausible"),
    ("mobility_traffic_count", "region_id"),
    ("mobility_traffic_count", "region_id", "counted_on"),
    ("mobility_traffic_count", "segment_id"),
    ("mobility_traffic_count", "source_id"),
    ("mobility_traffic_count", "total_vehicles"),
    ("mobility_traffic_count", "vehicles_per_hour"),
    ("mobility_transit_agency", "name"),
    ("mobility_transit_agency", "operator_id"),
    ("mobility_transit_agency", "region_id"),
    ("mobility_transit_agency", "source_id"),
    ("mobility_transit_route", "agency_id"),
    ("mobility_transit_route", "length_km"),
    ("mobility_transit_route", "long_name"),
    ("mobility_transit_route", "mode"),
    ("mobility_transit_route", "region_id"),
    ("mobility_transit_route", "region_id", "year"),
    ("mobility_transit_route", "short_name"),
    ("mobility_transit_route", "source_id"),
    ("mobility_transit_route", "stop_count"),
    ("mobility_transit_route", "year"),
    ("mobility_transit_pattern", "duration_min"),
    ("mobility_transit_pattern", "length_km"),
    ("mobility_transit_pattern", "rank"),
    ("mobility_transit_pattern", "route_id"),
    ("mobility_transit_pattern", "route_id", "direction", "rank"),
    ("mobility_transit_pattern", "source_id"),
    ("mobility_transit_pattern", "stop_count"),
    ("mobility_transit_pattern", "trips"),
    ("mobility_transit_service", "day_kind"),
    ("mobility_transit_service", "headway_min"),
    ("mobility_transit_service", "route_id"),
    ("mobility_transit_service", "service_date"),
    ("mobility_transit_service", "source_id"),
    ("mobility_transit_service", "trips"),
    ("mobility_transit_service", "vehicle_km"),
    ("mobility_transit_call", "pattern_id"),
    ("mobility_transit_call", "source_id"),
    ("mobility_transit_call", "stop_id"),
)
"""A table and the columns by which its published rows are found; then by id, as pages are read."""


def upgrade() -> None:
    """Create each table after those that it refers to, then the indexes."""
    create_mobility_accident_report()
    create_mobility_mode_share_survey()
    create_mobility_road_segment()
    create_mobility_transit_stop()
    create_mobility_travel_time_survey()
    create_mobility_vehicle_fleet()
    create_mobility_charging_station()
    create_mobility_road_accident()
    create_mobility_road_condition()
    create_mobility_terminal()
    create_mobility_traffic_count()
    create_mobility_transit_agency()
    create_mobility_transit_route()
    create_mobility_transit_pattern()
    create_mobility_transit_service()
    create_mobility_transit_call()
    for table, *columns in INDEXES:
        op.create_index(
            f"ix_{table}_{'_'.join(columns)}",
            table,
            [*columns, "id"],
            sqlite_where=PUBLISHED,
            postgresql_where=PUBLISHED,
        )


def downgrade() -> None:
    """Drop the tables, which takes their indexes along."""
    op.drop_table("mobility_transit_call")
    op.drop_table("mobility_transit_service")
    op.drop_table("mobility_transit_pattern")
    op.drop_table("mobility_transit_route")
    op.drop_table("mobility_transit_agency")
    op.drop_table("mobility_traffic_count")
    op.drop_table("mobility_terminal")
    op.drop_table("mobility_road_condition")
    op.drop_table("mobility_road_accident")
    op.drop_table("mobility_charging_station")
    op.drop_table("mobility_vehicle_fleet")
    op.drop_table("mobility_travel_time_survey")
    op.drop_table("mobility_transit_stop")
    op.drop_table("mobility_road_segment")
    op.drop_table("mobility_mode_share_survey")
    op.drop_table("mobility_accident_report")


def create_mobility_accident_report() -> None:
    op.create_table(
        "mobility_accident_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("accidents", sa.Integer(), nullable=True),
        sa.Column("killed", sa.Integer(), nullable=False),
        sa.Column("seriously_injured", sa.Integer(), nullable=True),
        sa.Column("slightly_injured", sa.Integer(), nullable=True),
        sa.Column("loss_idr", sa.BigInteger(), nullable=True),
        sa.Column(
            "killed_per_100_accidents",
            sa.Float(53),
            sa.Computed("100.0 * killed / nullif(accidents, 0)", persisted=True),
            nullable=True,
        ),
        sa.Column(
            "deaths_plausible",
            sa.Boolean(),
            sa.Computed("killed <= 5 * accidents", persisted=True),
            nullable=True,
        ),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"]),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("region_id", "year", "source_id", name="uq_mobility_accident_report"),
    )


def create_mobility_mode_share_survey() -> None:
    op.create_table(
        "mobility_mode_share_survey",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("persons_asked", sa.Integer(), nullable=True),
        sa.Column("private_vehicle_pct", sa.Float(53), nullable=True),
        sa.Column("public_transport_pct", sa.Float(53), nullable=True),
        sa.Column("walking_pct", sa.Float(53), nullable=True),
        sa.Column("cycling_pct", sa.Float(53), nullable=True),
        sa.Column("paratransit_pct", sa.Float(53), nullable=True),
        sa.Column("other_pct", sa.Float(53), nullable=True),
        sa.Column(
            "total_pct",
            sa.Float(53),
            sa.Computed(
                "CASE WHEN coalesce(private_vehicle_pct, public_transport_pct, walking_pct, "
                "cycling_pct, paratransit_pct, other_pct) IS NOT NULL THEN round(100.0 * "
                "(coalesce(private_vehicle_pct, 0.0) + coalesce(public_transport_pct, 0.0) + "
                "coalesce(walking_pct, 0.0) + coalesce(cycling_pct, 0.0) + "
                "coalesce(paratransit_pct, 0.0) + coalesce(other_pct, 0.0))) / 100.0 END",
                persisted=True,
            ),
            nullable=True,
        ),
        sa.Column(
            "total_plausible",
            sa.Boolean(),
            sa.Computed(
                "CASE WHEN coalesce(private_vehicle_pct, public_transport_pct, walking_pct, "
                "cycling_pct, paratransit_pct, other_pct) IS NOT NULL THEN round(100.0 * "
                "(coalesce(private_vehicle_pct, 0.0) + coalesce(public_transport_pct, 0.0) + "
                "coalesce(walking_pct, 0.0) + coalesce(cycling_pct, 0.0) + "
                "coalesce(paratransit_pct, 0.0) + coalesce(other_pct, 0.0))) / 100.0 BETWEEN 98 "
                "AND 102 END",
                persisted=True,
            ),
            nullable=True,
        ),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"]),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("region_id", "year", "source_id", name="uq_mobility_mode_share_survey"),
    )


def create_mobility_road_segment() -> None:
    op.create_table(
        "mobility_road_segment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("road_class", sa.String(40), nullable=False),
        sa.Column("function", sa.String(40), nullable=True),
        sa.Column("surface", sa.String(40), nullable=True),
        sa.Column("length_km", sa.Float(53), nullable=False),
        sa.Column("width_m", sa.Float(53), nullable=True),
        sa.Column("lanes", sa.Integer(), nullable=True),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "function IN ('ARTERIAL', 'COLLECTOR', 'LOCAL', 'NEIGHBOURHOOD')",
            name="ck_mobility_road_segment_function",
        ),
        sa.CheckConstraint(
            "road_class IN ('TOLL', 'NATIONAL', 'PROVINCIAL', 'KABUPATEN', 'KOTA', 'VILLAGE')",
            name="ck_mobility_road_segment_road_class",
        ),
        sa.CheckConstraint(
            "surface IN ('ASPHALT', 'CONCRETE', 'PAVING', 'GRAVEL', 'EARTH')",
            name="ck_mobility_road_segment_surface",
        ),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"]),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code", name="uq_mobility_road_segment"),
    )


def create_mobility_transit_stop() -> None:
    op.create_table(
        "mobility_transit_stop",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("code", sa.String(200), nullable=False),
        sa.Column("name", sa.String(300), nullable=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("longitude", sa.Float(53), nullable=True),
        sa.Column("latitude", sa.Float(53), nullable=True),
        sa.Column(
            "position_plausible",
            sa.Boolean(),
            sa.Computed(
                "CASE WHEN longitude IS NOT NULL AND latitude IS NOT NULL THEN longitude BETWEEN "
                "94.9 AND 141.1 AND latitude BETWEEN -11.1 AND 6.1 END",
                persisted=True,
            ),
            nullable=True,
        ),
        sa.Column("wheelchair_accessible", sa.Boolean(), nullable=True),
        sa.Column("real_time_information", sa.Boolean(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('STOP', 'STATION', 'ENTRANCE', 'NODE', 'BOARDING_AREA')",
            name="ck_mobility_transit_stop_kind",
        ),
        sa.ForeignKeyConstraint(["parent_id"], ["mobility_transit_stop.id"]),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"]),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code", name="uq_mobility_transit_stop"),
    )


def create_mobility_travel_time_survey() -> None:
    op.create_table(
        "mobility_travel_time_survey",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("corridor", sa.String(200), nullable=False),
        sa.Column("length_km", sa.Float(53), nullable=True),
        sa.Column("peak_min", sa.Float(53), nullable=False),
        sa.Column("free_flow_min", sa.Float(53), nullable=False),
        sa.Column(
            "travel_time_index",
            sa.Float(53),
            sa.Computed("1.0 * peak_min / nullif(free_flow_min, 0)", persisted=True),
            nullable=True,
        ),
        sa.Column(
            "peak_speed_km_per_h",
            sa.Float(53),
            sa.Computed("60.0 * length_km / nullif(peak_min, 0)", persisted=True),
            nullable=True,
        ),
        sa.Column(
            "index_plausible",
            sa.Boolean(),
            sa.Computed(
                "CASE WHEN free_flow_min > 0 THEN peak_min >= free_flow_min AND peak_min <= 10.0 "
                "* free_flow_min END",
                persisted=True,
            ),
            nullable=True,
        ),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"]),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint(
            "region_id", "year", "corridor", "source_id", name="uq_mobility_travel_time_survey"
        ),
    )


def create_mobility_vehicle_fleet() -> None:
    op.create_table(
        "mobility_vehicle_fleet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("vehicle_class", sa.String(40), nullable=False),
        sa.Column("fuel", sa.String(40), nullable=False),
        sa.Column("vehicles", sa.Integer(), nullable=False),
        sa.Column(
            "low_carbon",
            sa.Boolean(),
            sa.Computed("fuel IN ('ELECTRIC', 'PLUG_IN_HYBRID', 'HYDROGEN')", persisted=True),
            nullable=True,
        ),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "fuel IN ('PETROL', 'DIESEL', 'GAS', 'HYBRID', 'PLUG_IN_HYBRID', 'ELECTRIC', "
            "'HYDROGEN', 'OTHER')",
            name="ck_mobility_vehicle_fleet_fuel",
        ),
        sa.CheckConstraint(
            "vehicle_class IN ('CAR', 'MOTORCYCLE', 'BUS', 'TRUCK', 'SPECIAL')",
            name="ck_mobility_vehicle_fleet_vehicle_class",
        ),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"]),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint(
            "region_id", "year", "vehicle_class", "fuel", "source_id", name="uq_mobility_vehicle_fleet"
        ),
    )


def create_mobility_charging_station() -> None:
    op.create_table(
        "mobility_charging_station",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("connectors", sa.Integer(), nullable=True),
        sa.Column("power_kw", sa.Float(53), nullable=True),
        sa.Column("opening_year", sa.Integer(), nullable=True),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("longitude", sa.Float(53), nullable=True),
        sa.Column("latitude", sa.Float(53), nullable=True),
        sa.Column("operator_id", sa.Integer(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('SPKLU', 'SPBKLU')", name="ck_mobility_charging_station_kind"),
        sa.ForeignKeyConstraint(["operator_id"], ["organization.id"]),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"]),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code", name="uq_mobility_charging_station"),
    )


def create_mobility_road_accident() -> None:
    op.create_table(
        "mobility_road_accident",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("occurred_on", sa.Date(), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("segment_id", sa.Integer(), nullable=True),
        sa.Column("collision", sa.String(40), nullable=True),
        sa.Column("killed", sa.Integer(), nullable=False),
        sa.Column("seriously_injured", sa.Integer(), nullable=True),
        sa.Column("slightly_injured", sa.Integer(), nullable=True),
        sa.Column("fatal", sa.Boolean(), sa.Computed("killed > 0", persisted=True), nullable=True),
        sa.Column("longitude", sa.Float(53), nullable=True),
        sa.Column("latitude", sa.Float(53), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "collision IN ('HEAD_ON', 'REAR_END', 'SIDE', 'SINGLE_VEHICLE', 'PEDESTRIAN', "
            "'LEVEL_CROSSING', 'OTHER')",
            name="ck_mobility_road_accident_collision",
        ),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"]),
        sa.ForeignKeyConstraint(["segment_id"], ["mobility_road_segment.id"]),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code", name="uq_mobility_road_accident"),
    )


def create_mobility_road_condition() -> None:
    op.create_table(
        "mobility_road_condition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("segment_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("length_km", sa.Float(53), nullable=False),
        sa.Column("iri_m_per_km", sa.Float(53), nullable=True),
        sa.Column(
            "stable", sa.Boolean(), sa.Computed("state IN ('GOOD', 'FAIR')", persisted=True), nullable=True
        ),
        sa.Column(
            "iri_plausible",
            sa.Boolean(),
            sa.Computed(
                "CASE WHEN iri_m_per_km IS NOT NULL THEN state = CASE WHEN iri_m_per_km <= 4 THEN"
                " 'GOOD' WHEN iri_m_per_km <= 8 THEN 'FAIR' WHEN iri_m_per_km <= 12 THEN "
                "'LIGHTLY_DAMAGED' ELSE 'HEAVILY_DAMAGED' END END",
                persisted=True,
            ),
            nullable=True,
        ),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state IN ('GOOD', 'FAIR', 'LIGHTLY_DAMAGED', 'HEAVILY_DAMAGED')",
            name="ck_mobility_road_condition_state",
        ),
        sa.ForeignKeyConstraint(["segment_id"], ["mobility_road_segment.id"]),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("segment_id", "year", "state", name="uq_mobility_road_condition"),
    )


def create_mobility_terminal() -> None:
    op.create_table(
        "mobility_terminal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("terminal_type", sa.String(40), nullable=True),
        sa.Column("passengers_per_year", sa.BigInteger(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("wheelchair_accessible", sa.Boolean(), nullable=True),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("longitude", sa.Float(53), nullable=True),
        sa.Column("latitude", sa.Float(53), nullable=True),
        sa.Column("operator_id", sa.Integer(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('BUS', 'RAIL', 'FERRY', 'SEA', 'AIR', 'CARGO')", name="ck_mobility_terminal_kind"
        ),
        sa.CheckConstraint("terminal_type IN ('A', 'B', 'C')", name="ck_mobility_terminal_terminal_type"),
        sa.ForeignKeyConstraint(["operator_id"], ["organization.id"]),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"]),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code", name="uq_mobility_terminal"),
    )


def create_mobility_traffic_count() -> None:
    op.create_table(
        "mobility_traffic_count",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("segment_id", sa.Integer(), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("counted_on", sa.Date(), nullable=False),
        sa.Column("direction", sa.String(40), nullable=False),
        sa.Column("hours", sa.Float(53), nullable=False),
        sa.Column("motorcycles", sa.Integer(), nullable=True),
        sa.Column("cars", sa.Integer(), nullable=True),
        sa.Column("buses", sa.Integer(), nullable=True),
        sa.Column("trucks", sa.Integer(), nullable=True),
        sa.Column("non_motorised", sa.Integer(), nullable=True),
        sa.Column("peak_hour_vehicles", sa.Integer(), nullable=True),
        sa.Column(
            "total_vehicles",
            sa.Integer(),
            sa.Computed(
                "CASE WHEN coalesce(motorcycles, cars, buses, trucks, non_motorised) IS NOT NULL "
                "THEN coalesce(motorcycles, 0) + coalesce(cars, 0) + coalesce(buses, 0) + "
                "coalesce(trucks, 0) + coalesce(non_motorised, 0) END",
                persisted=True,
            ),
            nullable=True,
        ),
        sa.Column(
            "vehicles_per_hour",
            sa.Float(53),
            sa.Computed(
                "CASE WHEN coalesce(motorcycles, cars, buses, trucks, non_motorised) IS NOT NULL "
                "THEN 1.0 * (coalesce(motorcycles, 0) + coalesce(cars, 0) + coalesce(buses, 0) + "
                "coalesce(trucks, 0) + coalesce(non_motorised, 0)) / nullif(hours, 0) END",
                persisted=True,
            ),
            nullable=True,
        ),
        sa.Column(
            "peak_plausible",
            sa.Boolean(),
            sa.Computed(
                "CASE WHEN coalesce(motorcycles, cars, buses, trucks, non_motorised) IS NOT NULL "
                "AND peak_hour_vehicles IS NOT NULL THEN peak_hour_vehicles <= "
                "coalesce(motorcycles, 0) + coalesce(cars, 0) + coalesce(buses, 0) + "
                "coalesce(trucks, 0) + coalesce(non_motorised, 0) AND peak_hour_vehicles * hours "
                ">= coalesce(motorcycles, 0) + coalesce(cars, 0) + coalesce(buses, 0) + "
                "coalesce(trucks, 0) + coalesce(non_motorised, 0) END",
                persisted=True,
            ),
            nullable=True,
        ),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "direction IN ('FORWARD', 'BACKWARD', 'BOTH')", name="ck_mobility_traffic_count_direction"
        ),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"]),
        sa.ForeignKeyConstraint(["segment_id"], ["mobility_road_segment.id"]),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("segment_id", "counted_on", "direction", name="uq_mobility_traffic_count"),
    )


def create_mobility_transit_agency() -> None:
    op.create_table(
        "mobility_transit_agency",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("code", sa.String(200), nullable=False),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("url", sa.String(500), nullable=True),
        sa.Column("timezone", sa.String(60), nullable=True),
        sa.Column("phone", sa.String(100), nullable=True),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("operator_id", sa.Integer(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["operator_id"], ["organization.id"]),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"]),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code", name="uq_mobility_transit_agency"),
    )


def create_mobility_transit_route() -> None:
    op.create_table(
        "mobility_transit_route",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("code", sa.String(200), nullable=False),
        sa.Column("short_name", sa.String(100), nullable=True),
        sa.Column("long_name", sa.String(500), nullable=True),
        sa.Column("mode", sa.String(40), nullable=False),
        sa.Column("color", sa.String(6), nullable=True),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("length_km", sa.Float(53), nullable=True),
        sa.Column("stop_count", sa.Integer(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "mode IN ('TRAM', 'METRO', 'RAIL', 'BUS', 'COACH', 'FERRY', 'CABLE_TRAM', "
            "'AERIAL_LIFT', 'FUNICULAR', 'TROLLEYBUS', 'MONORAIL', 'OTHER')",
            name="ck_mobility_transit_route_mode",
        ),
        sa.ForeignKeyConstraint(["agency_id"], ["mobility_transit_agency.id"]),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"]),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code", name="uq_mobility_transit_route"),
    )


def create_mobility_transit_pattern() -> None:
    op.create_table(
        "mobility_transit_pattern",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("code", sa.String(220), nullable=False),
        sa.Column("route_id", sa.Integer(), nullable=False),
        sa.Column("direction", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("headsign", sa.String(300), nullable=True),
        sa.Column("trips", sa.BigInteger(), nullable=False),
        sa.Column("stop_count", sa.Integer(), nullable=False),
        sa.Column("length_km", sa.Float(53), nullable=True),
        sa.Column("duration_min", sa.Float(53), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["route_id"], ["mobility_transit_route.id"]),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code", name="uq_mobility_transit_pattern"),
    )


def create_mobility_transit_service() -> None:
    op.create_table(
        "mobility_transit_service",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("route_id", sa.Integer(), nullable=False),
        sa.Column("direction", sa.Integer(), nullable=False),
        sa.Column("day_kind", sa.String(40), nullable=False),
        sa.Column("service_date", sa.Date(), nullable=False),
        sa.Column("trips", sa.Integer(), nullable=False),
        sa.Column("first_departure_min", sa.Float(53), nullable=True),
        sa.Column("last_departure_min", sa.Float(53), nullable=True),
        sa.Column(
            "headway_min",
            sa.Float(53),
            sa.Computed(
                "1.0 * (last_departure_min - first_departure_min) / nullif(trips - 1, 0)", persisted=True
            ),
            nullable=True,
        ),
        sa.Column("vehicle_km", sa.Float(53), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "day_kind IN ('WEEKDAY', 'SATURDAY', 'SUNDAY')", name="ck_mobility_transit_service_day_kind"
        ),
        sa.ForeignKeyConstraint(["route_id"], ["mobility_transit_route.id"]),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("route_id", "direction", "day_kind", name="uq_mobility_transit_service"),
    )


def create_mobility_transit_call() -> None:
    op.create_table(
        "mobility_transit_call",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("pattern_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("stop_id", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Float(53), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["pattern_id"], ["mobility_transit_pattern.id"]),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"]),
        sa.ForeignKeyConstraint(["stop_id"], ["mobility_transit_stop.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("pattern_id", "position", name="uq_mobility_transit_call"),
    )
