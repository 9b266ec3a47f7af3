"""Kinds of cases that broke other rosters, and the tests that play them: a case whose test is gone fails here."""

import ast
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[2]
CASES: dict[str, tuple[str, ...]] = {
    "one of a household joins another: only that one moves": (
        "test_moving_one_person_moves_nobody_else", "test_only_the_chosen_person_moves_into_another_household",
    ),
    "an address of one of three: whole household or this person, no default": (
        "test_for_whom_an_address_is_new_is_asked", "test_for_whom_an_address_is_new_must_be_chosen",
    ),
    "a duplicate is merged: nothing dropped in silence, nobody in two households, undone as one": (
        "test_a_merge_shows_what_it_does_and_loses_nothing_in_silence", "test_one_undo_takes_a_merge_apart_again",
    ),
    "a second chair is refused, two vice chairs are not, edited days included": (
        "test_a_second_chair_is_refused_with_what_can_be_done", "test_editing_days_does_not_make_two_chairs_either",
        "test_whatever_is_asked_no_day_has_two_chairs",
    ),
    "a second office leaves the days of the first": (
        "test_two_may_be_vice_chair_and_a_second_office_leaves_the_first_alone",
    ),
    "the same file again changes nothing": (
        "test_importing_again_changes_nothing_and_keeps_the_first_day", "test_the_same_file_again_changes_nothing",
    ),
    "last days are kept as given, past or to come": (
        "test_the_last_day_in_office_is_stored_as_given",
        "test_a_term_to_come_stands_among_the_terms_and_not_among_the_officers",
        "test_the_last_day_is_kept_as_given_and_counts_as_a_day_of_membership",
    ),
    "who has neither household nor block is found": (
        "test_a_person_without_household_area_or_office_is_found_and_unplaced",
    ),
    "joining on 31 March, a year from 29 February": (
        "test_who_joins_on_the_last_day_of_march_pays_as_the_rule_says",
        "test_a_year_from_29_february_ends_on_the_28th", "test_the_period_after_is_as_long_again",
    ),
    "born on 29 February": (
        "test_who_was_born_on_29_february_has_a_birthday_every_year",
        "test_an_age_is_reached_at_the_end_of_the_day_before_the_birthday",
    ),
    "who paid or signed is anonymised instead of deleted": (
        "test_a_person_other_records_name_is_not_removed",
        "test_who_is_anonymised_is_found_nowhere_any_more_and_the_figures_stay",
        "test_no_copy_of_the_entry_opens_once_the_person_is_forgotten",
        "test_a_photo_is_forgotten_with_the_person_though_it_was_taken_out_long_before",
    ),
    "one bad row of many: nothing before the decision": (
        "test_nothing_is_written_before_consent", "test_a_bad_row_tells_line_column_writing_reason_and_remedy",
    ),
    "blank lines, lines of commas, separators, quotes": (
        "test_blank_lines_and_lines_of_commas_are_left_out_and_lines_are_those_of_the_file",
        "test_each_separator_is_found", "test_a_cell_may_hold_commas_and_line_breaks",
    ),
    "short files of Windows are Japanese": ("test_short_windows_files_are_read_as_japanese",),
    "髙, 﨑, ①, 𠮷 in and out": (
        "test_characters_of_windows_come_through_and_are_found_by_their_common_forms",
        "test_names_the_old_encoding_lacks_are_listed_and_never_become_question_marks",
    ),
    "kana with their marks apart, half-width kana": (
        "test_a_name_typed_with_its_marks_apart_is_found_and_kept_in_one_character",
        "test_search_takes_variants_widths_and_scripts_for_the_same",
    ),
    "zeros kept through Excel, formulas disarmed and brought back": (
        "test_a_phone_number_that_lost_its_zero_is_repaired_and_asked",
        "test_texts_that_a_spreadsheet_would_run_are_disarmed_and_come_back",
    ),
    "every writing of a date": (
        "test_every_writing_of_a_birth_date_has_its_outcome", "test_a_day_without_year_keeps_month_and_day",
        "test_two_figures_for_the_year_are_asked_and_never_guessed",
    ),
    "no family from a surname": (
        "test_people_are_never_made_a_family_by_their_surname", "test_two_heads_at_one_address_are_two_households",
    ),
    "a crash or an upgrade cut short": (
        "test_a_step_that_fails_leaves_the_desk_as_it_was",
        "test_a_backup_is_listed_after_it_was_read_back_and_opens_by_itself",
    ),
    "5,000 people: no query for each row": (
        "test_a_long_roster_is_fetched_as_it_is_looked_at",
        "test_search_as_you_type_costs_little_more_than_the_bare_query",
    ),
    "the roster for members follows consent, one line a household, with its day and filter": (
        "test_the_roster_for_members_shows_only_what_was_agreed_to",
        "test_the_roster_for_members_says_its_day_its_filter_and_who_it_is_for",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def names() -> set[str]:
    """Every test there is, by name."""
    trees = (ast.parse(path.read_text("utf-8")) for path in TESTS.rglob("test_*.py"))
    functions = (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
    return {node.name for node in functions if node.name.startswith("test_")}


@pytest.mark.parametrize("case", CASES)
def test_every_case_is_played(case: str, names: set[str]) -> None:
    assert set(CASES[case]) <= names
