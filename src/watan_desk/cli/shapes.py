"""The JSON shapes that scripts rely on: packs, cases, histories."""

from dataclasses import asdict
from typing import Any

from watan_desk.common.errors import Missing
from watan_desk.common.hijri import to_hijri
from watan_desk.dossier.completion import Completion
from watan_desk.dossier.records import Dossier
from watan_desk.policy.journey import Facts, StepView, lacking, stepper
from watan_desk.policy.office import missing_identity
from watan_desk.policy.pack import Coded, Lint, Pack
from watan_desk.store.types import plain


def pack_shape(pack: Pack) -> dict[str, Any]:
    """Return a pack as ``pack show --json`` prints it."""
    approval = pack.approval
    return {
        "slug": pack.slug,
        "version": pack.version,
        "source_sha256": pack.source_sha256,
        "identity": _parts(pack.identity),
        "terms": _parts(pack.terms),
        "channels": [_coded(item) for item in pack.channels],
        "tools": [{"label": item.label.ar, "label_en": item.label.en, "kind": item.kind} for item in pack.tools],
        "request_forms": [_coded(item) | {"form": item.form} for item in pack.request_forms],
        "places": [_coded(item) for item in pack.places],
        "steps": [
            {"position": item.position, "code": item.code, "heading": item.heading.ar, "clause": item.clause}
            for item in pack.steps
        ],
        "deeds": [_parts(rule) for rule in pack.deeds],
        "decision_body": pack.terms.decision_body.ar,
        "referral_officer": pack.terms.referral_officer.ar if pack.terms.referral_officer else None,
        "wait": {"min_days": pack.wait.min_days, "max_days": pack.wait.max_days, "from": pack.wait.start},
        "max_days_setting": pack.wait.max_setting or None,
        "activation": list(pack.activation),
        "eligibility": _parts(pack.eligibility),
        "services": [{"code": item.code, "kind": item.kind, "label": item.label.ar} for item in pack.services],
        "approval": {
            "raw": approval.raw,
            "status": approval.status(),
            "candidates": [day.isoformat() for day in approval.candidates()],
            "hijri": [to_hijri(day).iso for day in approval.candidates()],
            "readings": [
                {"day": each.day.isoformat(), "calendar": each.calendar, "plausible": each.plausible}
                for each in approval.readings()
            ],
            "weekday": approval.weekday or None,
            "weekday_agrees": approval.weekday_agrees(),
            "in_force": approval.in_force,
            "in_force_from": approval.in_force_from or None,
            "in_force_on_approval": approval.in_force_on_approval,
            "supersedes": approval.supersedes,
            "signatories": [{"role": item.role.ar, "signed": item.signed} for item in approval.signatories],
        },
        "sections": {name: [word.m for word in pack.words(name)] for name in pack.sections},
        "headings": {name: item.ar for name, item in pack.headings.items()},
        "categories": [{"code": item.code, "label": item.label.ar} for item in pack.categories],
        "reasons": [{"code": item.code, "label": item.label.ar} for item in pack.reasons],
        "missing": list(missing_identity(pack)),
        "lints": [lint_shape(item) for item in pack.findings()],
        "defaults": [{"code": item.code, "label": item.label.ar, "label_en": item.label.en} for item in pack.defaults],
    }


def _coded(item: Coded) -> dict[str, Any]:
    return {"code": item.code, "label": item.label.ar, "label_en": item.label.en}


def lint_shape(lint: Lint) -> dict[str, Any]:
    """Return a doubt about the association's text: what is printed where, and what it is read as."""
    return {
        "code": lint.code,
        "place": f"{lint.line}",
        "other_line": lint.other_line,
        "message": lint.printed,
        "corrected": lint.corrected,
    }


def _parts(part: Any) -> Any:
    """Return a part of a pack, and everything in it, as plain mappings and lists."""
    if hasattr(part, "__struct_fields__"):
        return {name: _parts(getattr(part, name)) for name in part.__struct_fields__}
    if isinstance(part, tuple):
        return [_parts(item) for item in part]
    if isinstance(part, dict):
        return {name: _parts(item) for name, item in part.items()}
    return part


def plain_shape(value: Any) -> Any:
    """Return nested records as JSON can hold them."""
    if isinstance(value, dict):
        return {key: plain_shape(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain_shape(item) for item in value]
    return plain(value)


def missing_shape(missing: tuple[Missing, ...], lang: str) -> list[dict[str, Any]]:
    """Return what is missing as codes with sentences."""
    return [{"code": item.code, "message": item.sentence(lang)} for item in missing]


def dossier_shape(dossier: Dossier, pack: Pack, facts: Facts, lang: str) -> dict[str, Any]:
    """Return a case as ``case show --json`` prints it: the whole record, its steps, and what each deed still lacks."""
    whole: dict[str, Any] = plain_shape(asdict(dossier))
    raised = dossier.raising
    return {
        "number": dossier.case.number,
        "state": dossier.case.state,
        "raised_on": plain(raised.raised_on) if raised else None,
        "earliest_reply": plain(raised.earliest_reply) if raised else None,
        "latest_reply": plain(raised.latest_reply) if raised else None,
        "told_on": plain(dossier.notification.told_on) if dossier.notification else None,
        "decision": dossier.decision.outcome if dossier.decision else None,
        "steps": [_step_shape(view, lang) for view in stepper(pack, facts)],
        "allowed": [rule.kind for rule in pack.deeds if not lacking(pack, rule.kind, facts)],
        "missing": {rule.kind: missing_shape(lacking(pack, rule.kind, facts), lang) for rule in pack.deeds},
        "record": whole,
    }


def completion_shape(whole: Completion) -> dict[str, Any]:
    """Return the two figures of a request: data apart from documents (R65)."""
    figures = {"data": whole.data, "documents": whole.documents}
    return {name: {"fine": each.fine, "of": each.of, "left": each.left} for name, each in figures.items()}


def _step_shape(view: StepView, lang: str) -> dict[str, Any]:
    return {
        "position": view.step.position,
        "code": view.step.code,
        "heading": view.step.heading.text(lang),
        "state": view.state,
        "left": missing_shape(view.left, lang),
    }
