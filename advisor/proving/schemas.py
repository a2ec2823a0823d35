"""The shape of a pack's files as JSON Schema: an editor then completes keys and marks what is none.

A pack says only what differs from what it extends, so nothing is required here, and everywhere the words of
layers are allowed; ``advisor check`` says what is missing in the whole.
"""

import json
from typing import Any

from advisor.content.reading import FILES
from advisor.content.shape.conditions import KINDS

Schema = dict[str, Any]

OF_LAYERS: Schema = {"remove": {}, "add": {}, "place": {}}
"""Keys with which a pack changes what it inherits."""


def schemas() -> dict[str, Schema]:
    """By the short name of the file."""
    found = {}
    for name, model in FILES.items():
        schema = model.model_json_schema()
        if name == "conditions":
            _kinds(schema)
        _loosened(schema)
        found[name] = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    return found


def as_json(schema: Schema) -> str:
    """A schema as its file holds it."""
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _kinds(schema: Schema) -> None:
    """Each kind of condition has keys of its own; the model knows them by registration alone."""
    defs = schema.setdefault("$defs", {})
    anything: list[Schema] = []
    for kind, shape in KINDS.items():
        own = shape.model_json_schema()
        defs |= own.pop("$defs", {})
        defs[f"kind_{kind}"] = own
        anything.append({"$ref": f"#/$defs/kind_{kind}"})
    # One that a layer has may be changed without its kind being said again.
    schema["properties"]["conditions"]["additionalProperties"] = {"anyOf": anything}


def _loosened(part: Any) -> None:
    """Nothing required, the words of layers allowed, a number also by its name."""
    if isinstance(part, list):
        for one in part:
            _loosened(one)
    if not isinstance(part, dict):
        return
    part.pop("required", None)
    if isinstance(part.get("properties"), dict) and part.get("additionalProperties") is False:
        part["properties"] = {**OF_LAYERS, **part["properties"]}
    elif isinstance(part.get("additionalProperties"), dict):
        part["properties"] = {**OF_LAYERS, **part.get("properties", {})}
    if part.get("type") == "integer":
        part["type"] = ["integer", "string"]
    for key, one in part.items():
        if key not in ("enum", "const", "default"):
            _loosened(one)
