"""The columns of an XLSForm, and which of them a heading means that its author wrote in another case or spelling."""

import re

SURVEY = frozenset(
    {
        "type", "name", "label", "hint", "guidance_hint", "appearance", "required", "required_message", "relevant",
        "constraint", "constraint_message", "calculation", "choice_filter", "default", "readonly", "repeat_count",
        "trigger", "parameters", "image", "audio", "video", "big-image", "autoplay", "body", "media", "bind",
        "instance", "control", "rows", "save_to", "query", "note", "disabled", "comment", "comments", "intent", "hxl",
        "$given_name",
    }
)  # fmt: skip
CHOICES = frozenset({"list_name", "name", "label", "image", "audio", "video", "big-image", "media"})
SETTINGS = frozenset(
    {
        "form_title", "form_id", "version", "default_language", "style", "instance_name", "namespaces", "public_key",
        "submission_url", "auto_send", "auto_delete", "allow_choice_duplicates", "clean_text_values", "client_editable",
        "omit_instanceid", "instance_id", "instance_xmlns", "name", "prefix", "delimiter", "id_string", "title",
        "set_form_id", "set_form_title", "sms_keyword", "sms_separator", "sms_allow_media", "sms_date_format",
        "sms_datetime_format", "sms_response", "compact_prefix", "compact_delimiter", "compact_tag", "xml_root",
        "attribute", "force_submission_upload", "add_none_option", "form_name",
    }
)  # fmt: skip
_ALIASES = {
    "relevance": "relevant", "calculate": "calculation", "caption": "label", "count": "repeat_count",
    "constraining_message": "constraint_message", "requiredmsg": "required_message", "read_only": "readonly",
    "value": "name", "command": "type", "tag": "name",
}  # fmt: skip
_HEADING = re.compile(r"\s*([^:]*?)\s*(?:::?\s*(.*?)\s*)?\Z", re.DOTALL)


def plain_heading(heading: str, known: frozenset[str]) -> str:
    """Return a heading as XLSForm spells it (``label::Arabic (ar)``); one that is not known stays as it is."""
    found = _HEADING.match(heading)
    base = "" if found is None else found[1].lower().replace(" ", "_")
    base = _ALIASES.get(base, base)
    if found is None or base not in known:
        return heading
    return f"{base}::{found[2]}" if found[2] else base


def known_heading(heading: str, known: frozenset[str]) -> bool:
    """Tell whether a heading as ``plain_heading`` returns it is one that XLSForm reads, or that its author hides."""
    return not heading or heading.startswith("_") or re.split(r"::?", heading)[0] in known
