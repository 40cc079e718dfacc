"""What travels between a desk and head office: enrolment files and hand-over bundles.

``archive``, ``signature``, ``sealing`` and ``manifest`` are the layers of one bundle, ``container`` puts them together;
``keys`` and ``enrolment`` say who may write one; ``contents`` says what stands inside; ``desk`` holds the two deeds of
a desk, preparing a hand-over and taking head office's reply in.
"""
