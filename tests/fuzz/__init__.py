"""What strangers hand in, made up at random: nothing crashes, and what is refused is refused in words.

A short run is part of the tests (``test_fuzz.py``); a long one is ``python -m tests.fuzz --minutes 10``.
"""
