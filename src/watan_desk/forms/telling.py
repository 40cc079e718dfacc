"""Tells the result of a trial in sentences, for form authors who read no JSON."""

from collections.abc import Mapping
from typing import Any

from watan_desk.common.messages import say

MOST_QUESTIONS = 10


def told(result: Mapping[str, Any], lang: str) -> list[str]:
    """Return the lines that say what a form is, what it asks first and what is wrong with it."""
    if result["status"] != "ok":
        return [say("forms.told_error", lang), str(result["error"])]
    lines = [say("forms.told_loads", lang, count=len(result["nodes"]))]
    lines += [f"! {warning}" for warning in result["warnings"]]
    lines += _asked(result, lang)
    lines += [f"{shown['ref']}\t{shown.get('value', '')}" for shown in result["shown"] if "ref" in shown]
    lines += [
        say("forms.told_step", lang, place=wrong["step"] + 1) + " " + wrong["error"] for wrong in result["step_errors"]
    ]
    if "eval" in result:
        lines.append(f"{result['eval']['expression']} = {result['eval'].get('value', result['eval'].get('error'))}")
    lines += result.get("explained", [])
    if not result["problems"]:
        return [*lines, say("forms.told_valid", lang)]
    lines.append(say("forms.told_problems", lang, count=len(result["problems"])))
    return lines + [f"- {_problem(problem, lang)}" for problem in result["problems"]]


def _asked(result: Mapping[str, Any], lang: str) -> list[str]:
    asked = [node for node in result["nodes"] if node["relevant"] and node["label"] and not node["readonly"]]
    if not asked:
        return []
    first = [f"  {node['label']} ({node['ref']})" for node in asked[:MOST_QUESTIONS]]
    return [say("forms.told_first", lang), *first]


def _problem(problem: Mapping[str, Any], lang: str) -> str:
    message = problem["message"] or say(f"forms.told_{problem['kind']}", lang)
    return f"{problem['ref']}: {message}"
