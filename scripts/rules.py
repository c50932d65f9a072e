#!/usr/bin/env python3
"""Prints every rule of docs/rules.md with the stories and tests that prove it.

    scripts/rules.py             every rule, then the count
    scripts/rules.py --missing   only rules that nothing proves
    scripts/rules.py --check     only the count; ends with 1 when a test names a rule that the book does not have, or when a rule that was proven
                                 (scenarios/proven.txt) has lost its last proof or its last story
    scripts/rules.py --keep      writes scenarios/proven.txt anew: from now on what is proven today must stay proven

What counts as a proof is written in one place each: `stories`, `rust_tests` and `browser_tests` below. A rule that is named
outside a test proves nothing.
"""

import argparse
import re
import sys
from collections import defaultdict
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent
BOOK = HOUSE / "docs" / "rules.md"
KEPT = HOUSE / "scenarios" / "proven.txt"
DESCRIBED = r"(?:MED1|MED2|WEC|SBM|TRW)[-+]\d\d"
SURVIVED = r"[RTNPS]\d{1,2}"
JOINT = r"\.\.|to|à|,|and|et"

NO_ID = r"(?![\w:%]|\s*(?:%|(?:h|min|hours|days|heures|jours)\b))"

IN_TEXT = re.compile(rf"(?<![\w+-])(?:({DESCRIBED})((?:\s*(?:{JOINT})\s*\d\d{NO_ID})*)|({SURVIVED}))(?![\w-])")
IN_NAME = re.compile(r"(?:^|_)(?:(med1|med2|wec|sbm|trw)_(plus_)?(\d\d)|([rtnps]\d{1,2}))(?=_|$)")


def ids_in_text(text):
    """MED1-04, and the short forms "MED1-04, 05 and 06", "SBM-01..06", "SBM-01 to 06"."""
    for described, more, survived in IN_TEXT.findall(text):
        if survived:
            yield survived
            continue
        yield described
        stem, last = described[:-2], int(described[-2:])
        for joint, number in re.findall(rf"({JOINT})\s*(\d\d)", more):
            first = last + 1 if joint in ("..", "to", "à") else int(number)
            last = int(number)
            yield from (f"{stem}{one:02}" for one in range(first, last + 1))


def ids_in_name(name):
    """med1_04_..., wec_plus_11_..., r1_..."""
    for family, plus, number, survived in IN_NAME.findall(name):
        yield survived.upper() if survived else f"{family.upper()}{'+' if plus else '-'}{number}"


def book():
    """The rules in the order of the book: id -> meaning, one line each."""
    rules = {}
    for line in BOOK.read_text(encoding="utf-8").splitlines():
        found = re.match(rf"- ({DESCRIBED}|{SURVIVED}) (.+)", line)
        if found:
            rules[found[1]] = found[2]
    return rules


def place(path, number):
    return f"{path.relative_to(HOUSE)}:{number}"


SCENARIO = re.compile(r"(?:Scénario|Plan du [Ss]cénario|Exemple|Scenario|Scenario Outline|Example)\s*:\s*(.*)")


def stories():
    """A tag above a scenario, or above the whole feature."""
    for path in sorted((HOUSE / "scenarios").glob("**/*.feature")):
        waiting, of_feature = [], []
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            line = line.strip()
            if line.startswith("@"):
                waiting += [one for tag in line.split() for one in ids_in_text(tag.lstrip("@"))]
            elif re.match(r"(Fonctionnalité|Feature)\s*:", line):
                of_feature, waiting = waiting, []
            elif found := SCENARIO.match(line):
                for one in of_feature + waiting:
                    yield one, "story", f"{place(path, number)} {found[1]}"
                waiting = []


TEST_MARK = re.compile(r"\s*#\[(?:\w+::)*(?:test|rstest)\b")
FUNCTION = re.compile(r"(\s*)(?:pub(?:\([a-z]+\))? )?(?:async )?fn (\w+)")


def rust_tests():
    """The name of a test, the comments right above it, and the text of its body. An ignored test proves nothing.

    A test is a function marked as one. Below `crates/*/tests` a function whose name carries an id is one too: a macro may mark it there,
    and the compiler refuses a function that nobody calls.
    """
    for path in sorted((HOUSE / "crates").glob("**/*.rs")):
        lines = path.read_text(encoding="utf-8").splitlines()
        for start, line in enumerate(lines):
            if found := FUNCTION.match(line):
                yield from one_rust_test(path, lines, start, *found.groups())


def one_rust_test(path, lines, start, indent, name):
    above = start
    while above > 0 and re.match(r"\s*(//|#\[)", lines[above - 1]):
        above -= 1
    marks = lines[above:start]
    marked = any(TEST_MARK.match(line) for line in marks) or ("tests" in path.parts and any(ids_in_name(name)))
    if not marked or any("#[ignore" in line for line in marks):
        return
    end = next((at for at in range(start, len(lines)) if lines[at] == indent + "}"), start)
    named = [*ids_in_name(name), *ids_in_text("\n".join(lines[above : end + 1]))]
    for one in dict.fromkeys(named):
        yield one, "test", f"{place(path, start + 1)} {name}"


BROWSER_TEST = re.compile(r"""\b(?:test|it|check|journey)\(\s*(["'`])(.+?)\1""")


def browser_tests():
    """The title of a browser test."""
    for path in sorted((HOUSE / "web" / "tests").glob("**/*.mjs")):
        if "node_modules" in path.parts:
            continue
        text = path.read_text(encoding="utf-8")
        for found in BROWSER_TEST.finditer(text):
            number = text.count("\n", 0, found.start()) + 1
            for one in dict.fromkeys(ids_in_text(found[2])):
                yield one, "browser", f"{place(path, number)} {found[2]}"


def in_part():
    """Rules that the book itself says are carried out in part."""
    _, _, chapter = BOOK.read_text(encoding="utf-8").partition("\n## 8. ")
    named = (line.partition(":")[0] for line in chapter.splitlines() if line.startswith("- "))
    return {rule for names in named for rule in ids_in_text(names)}


def print_rules(rules, proofs, only_missing):
    partly = in_part()
    for rule, meaning in rules.items():
        if only_missing and proofs[rule]:
            continue
        state = "-" if not proofs[rule] else "in part" if rule in partly else "proven"
        print(f"{rule:8} {state:7} {meaning if len(meaning) <= 110 else meaning[:107] + '...'}")
        for kind, where in proofs[rule]:
            print(f"{'':8} {kind:7} {where}")


def print_count(rules, proofs):
    for title, pattern in (("rules of the four systems", DESCRIBED), ("cases to survive", SURVIVED)):
        known = [rule for rule in rules if re.fullmatch(pattern, rule)]
        proven = [rule for rule in known if proofs[rule]]
        partly = len(in_part().intersection(proven))
        print(f"{title}: {len(proven)} of {len(known)} proven, {partly} of them in part")


def kinds(proofs):
    """What is written to the list of the proven: rule -> "story" when a story tells it, otherwise nothing."""
    return {rule: "story" if any(kind == "story" for kind, _ in found) else "" for rule, found in proofs.items() if found}


def keep(rules, proofs):
    proven = kinds(proofs)
    lines = sorted(f"{rule} {proven[rule]}".strip() for rule in rules if rule in proven)
    KEPT.write_text("\n".join(lines) + "\n", encoding="utf-8")


def lost(kept, proofs):
    """Complaints about rules that were proven, or told by a story, and are no longer. `kept` is the text of the list."""
    proven = kinds(proofs)
    for line in kept.splitlines():
        rule, _, told = line.partition(" ")
        if rule not in proven:
            yield f"{rule} was proven, and nothing proves it any more"
        elif told and proven[rule] != told:
            yield f"{rule} was told by a story, and no story tells it any more"


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--missing", action="store_true", help="only rules that nothing proves")
    arguments.add_argument("--check", action="store_true", help="only the count and the complaints")
    arguments.add_argument("--keep", action="store_true", help="what is proven now must stay proven")
    asked = arguments.parse_args()
    rules, proofs, complaints = book(), defaultdict(list), []
    for rule, kind, where in [*stories(), *rust_tests(), *browser_tests()]:
        if rule in rules:
            proofs[rule].append((kind, where))
        elif re.fullmatch(DESCRIBED, rule):
            complaints.append(f"{rule} is not in docs/rules.md: {where}")
    if asked.keep:
        keep(rules, proofs)
    if not (asked.check or asked.keep):
        print_rules(rules, proofs, asked.missing)
    print_count(rules, proofs)
    complaints += lost(KEPT.read_text(encoding="utf-8"), proofs)
    print("\n".join(complaints), file=sys.stderr, end="\n" if complaints else "")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
