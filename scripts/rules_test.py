"""How `rules.py` reads ids: what it must see, and what it must not mistake for one."""

import sys
import unittest

sys.dont_write_bytecode = True
from rules import ids_in_name, ids_in_text, lost  # noqa: E402


class ReadingIds(unittest.TestCase):
    def test_in_text(self):
        for text, expected in [
            ("@MED1-04 @WEC+11", ["MED1-04", "WEC+11"]),
            ("MED1-04, 05 and 07; R1, S6.", ["MED1-04", "MED1-05", "MED1-07", "R1", "S6"]),
            ("SBM-01..03, 08", ["SBM-01", "SBM-02", "SBM-03", "SBM-08"]),
            ("MED2-08 to 10, in the e-mail column", ["MED2-08", "MED2-09", "MED2-10"]),
            ("MED1-05, 24 h before", ["MED1-05"]),
            ("MED1-05, 30 % of them", ["MED1-05"]),
            ("TRW-09, 23:30", ["TRW-09"]),
            ("T-48 h, UTF-8, R1-x, ISO-8859", []),
        ]:
            self.assertEqual(list(ids_in_text(text)), expected, text)

    def test_in_names(self):
        for name, expected in [
            ("med1_05_a_late_change_24_hours_ahead", ["MED1-05"]),
            ("wec_plus_11_the_client_agrees", ["WEC+11"]),
            ("r1_a_herd", ["R1"]),
            ("sbm_04_and_trw_02_together", ["SBM-04", "TRW-02"]),
            ("a_slot_is_free", []),
        ]:
            self.assertEqual(list(ids_in_name(name)), expected, name)

    def test_what_was_proven_stays_proven(self):
        story, test = ("story", "one.feature:1"), ("test", "one.rs:1")
        for proofs, complaints in [
            ({"WEC-01": [story], "R1": [test]}, []),
            ({"WEC-01": [story, test], "R1": [test], "S6": [test]}, []),
            ({"WEC-01": [test], "R1": [test]}, ["WEC-01 was told by a story, and no story tells it any more"]),
            ({"WEC-01": [story], "R1": []}, ["R1 was proven, and nothing proves it any more"]),
        ]:
            self.assertEqual(list(lost("R1\nWEC-01 story\n", proofs)), complaints, proofs)


if __name__ == "__main__":
    unittest.main()
