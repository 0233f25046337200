"""HSDS 3.1.1 as a table: which fields an object has, what each may hold, and which of them it must have (`!`).

The rules follow the schemas with format assertions on, which allow no null and want every id to be a UUID. Four are
stricter, because the standard's text is: a phone has digits, a country two letters, a currency three, and a language a
code. The last nine are ours: the standard has no such objects, so only what they share with it is listed.
"""

from typing import NamedTuple

_SHARED = "attributes:[attribute] metadata:[metadata]"
_WHEN = "valid_from:text valid_to:text"
_TABLE = {
    "service": "id:uuid! organization_id:uuid program_id:uuid name:text! alternate_name:text description:text url:uri "
    "additional_urls:[url] email:email status:status! interpretation_services:text application_process:text "
    "fees_description:text wait_time:text fees:text accreditations:text eligibility_description:text "
    "minimum_age:number maximum_age:number assured_date:text assurer_email:email licenses:text alert:text "
    "last_modified:date-time phones:[phone] schedules:[schedule] service_areas:[service_area] "
    "service_at_locations:[service_at_location] languages:[language] organization:{organization} funding:[funding] "
    "cost_options:[cost_option] program:{program} required_documents:[required_document] contacts:[contact] "
    f"capacities:[service_capacity] {_SHARED}",
    "organization": "id:uuid! name:text! alternate_name:text description:text! email:email website:uri "
    "additional_websites:[url] tax_status:text tax_id:text year_incorporated:number legal_status:text logo:text "
    "uri:uri parent_organization_id:uuid funding:[funding] contacts:[contact] phones:[phone] locations:[location] "
    f"programs:[program] organization_identifiers:[organization_identifier] {_SHARED}",
    "location": "id:uuid! location_type:place! url:uri organization_id:uuid name:text alternate_name:text "
    "description:text transportation:text latitude:number longitude:number external_identifier:text "
    "external_identifier_type:text languages:[language] addresses:[address] contacts:[contact] "
    f"accessibility:[accessibility] phones:[phone] schedules:[schedule] {_SHARED}",
    "service_at_location": "id:uuid! service_id:uuid location_id:uuid description:text service_areas:[service_area] "
    f"contacts:[contact] phones:[phone] schedules:[schedule] location:{{location}} {_SHARED}",
    "address": "id:uuid! location_id:uuid attention:text address_1:text! address_2:text city:text! region:text "
    f"state_province:text! postal_code:text! country:country! address_type:place! {_SHARED}",
    "phone": "id:uuid! location_id:uuid service_id:uuid organization_id:uuid contact_id:uuid "
    "service_at_location_id:uuid number:digits! extension:number type:text description:text languages:[language] "
    f"{_SHARED}",
    "contact": "id:uuid! organization_id:uuid service_id:uuid service_at_location_id:uuid location_id:uuid name:text "
    f"title:text department:text email:email phones:[phone] {_SHARED}",
    "schedule": "id:uuid! service_id:uuid location_id:uuid service_at_location_id:uuid dtstart:text timezone:number "
    "until:text count:number wkst:weekday freq:freq interval:number byday:text byweekno:text bymonthday:text "
    "byyearday:text description:text opens_at:text closes_at:text schedule_link:uri attending_type:text notes:text "
    f"{_WHEN} {_SHARED}",
    "service_area": "id:uuid! service_id:uuid service_at_location_id:uuid name:text description:text extent:text "
    f"extent_type:text uri:text {_SHARED}",
    "attribute": "id:uuid! link_id:uuid taxonomy_term_id:uuid link_type:text link_entity:text value:text "
    "taxonomy_term:{taxonomy_term} metadata:[metadata] label:text",
    "taxonomy_term": "id:uuid! code:text name:text! description:text! parent_id:uuid taxonomy:text "
    "taxonomy_detail:{taxonomy} language:text taxonomy_id:uuid term_uri:uri metadata:[metadata]",
    "taxonomy": "id:uuid! name:text! description:text! uri:uri version:text metadata:[metadata]",
    "cost_option": "id:uuid! service_id:uuid option:text currency:currency amount:number amount_description:text "
    f"{_WHEN} {_SHARED}",
    "language": f"id:uuid! service_id:uuid location_id:uuid phone_id:uuid name:text code:code note:text {_SHARED}",
    "accessibility": f"id:uuid! location_id:uuid description:text details:text url:uri {_SHARED}",
    "required_document": f"id:uuid! service_id:uuid document:text uri:uri {_SHARED}",
    "url": f"id:uuid! label:text url:uri! organization_id:uuid service_id:uuid {_SHARED}",
    "unit": f"id:uuid! name:text! scheme:text identifier:text uri:uri {_SHARED}",
    "service_capacity": "id:uuid! service_id:uuid unit:{unit}! unit_id:uuid available:number! maximum:number "
    f"description:text updated:date-time! {_SHARED}",
    "program": f"id:uuid! organization_id:uuid name:text! alternate_name:text description:text! {_SHARED}",
    "funding": f"id:uuid! organization_id:uuid service_id:uuid source:text {_SHARED}",
    "metadata": "id:uuid! resource_id:uuid resource_type:text last_action_date:text! last_action_type:text! "
    "field_name:text! previous_value:text! replacement_value:text! updated_by:text!",
    "organization_identifier": "id:uuid! organization_id:uuid identifier_scheme:text identifier_type:text! "
    f"identifier:text! {_SHARED}",
    "event": "id:uuid! url:uri email:email organization_id:uuid location_id:uuid organization:{organization} "
    f"location:{{location}} phones:[phone] languages:[language] service_areas:[service_area] {_SHARED}",
    "opportunity": "id:uuid! url:uri email:email organization_id:uuid location_id:uuid organization:{organization} "
    "location:{location} phones:[phone] languages:[language] schedules:[schedule] service_areas:[service_area] "
    f"{_SHARED}",
    "notice": "id:uuid! url:uri email:email organization_id:uuid location_id:uuid organization:{organization} "
    f"location:{{location}} phones:[phone] service_areas:[service_area] {_SHARED}",
    "project": "id:uuid! url:uri email:email organization_id:uuid location_id:uuid organization:{organization} "
    f"location:{{location}} phones:[phone] service_areas:[service_area] {_SHARED}",
    "conference": "id:uuid! url:uri email:email organization_id:uuid location_id:uuid organization:{organization} "
    f"location:{{location}} phones:[phone] service_areas:[service_area] {_SHARED}",
    "slot": "id:uuid! url:uri email:email organization_id:uuid location_id:uuid organization:{organization} "
    f"location:{{location}} phones:[phone] service_areas:[service_area] {_SHARED}",
    "membership": "id:uuid! url:uri email:email organization_id:uuid organization:{organization} phones:[phone] "
    f"service_areas:[service_area] {_SHARED}",
    "body": "id:uuid! url:uri email:email organization_id:uuid organization:{organization} phones:[phone] "
    f"service_areas:[service_area] {_SHARED}",
    "document": "id:uuid! url:uri email:email organization_id:uuid organization:{organization} phones:[phone] "
    f"service_areas:[service_area] {_SHARED}",
}


class Rule(NamedTuple):
    """`one` and `many` name the shape of nested objects; else `test` names a test of `hsds_fit`."""

    test: str
    required: bool
    one: str | None
    many: str | None


def _rule(word: str) -> Rule:
    bare = word.removesuffix("!")
    many = bare[1:-1] if bare.startswith("[") else None
    one = bare[1:-1] if bare.startswith("{") else None
    return Rule(bare, word.endswith("!"), one, many)


SHAPES: dict[str, dict[str, Rule]] = {
    shape: {name: _rule(word) for name, word in (field.split(":", 1) for field in text.split())}
    for shape, text in _TABLE.items()
}
REQUIRED: dict[str, frozenset[str]] = {
    shape: frozenset(name for name, rule in rules.items() if rule.required) for shape, rules in SHAPES.items()
}
