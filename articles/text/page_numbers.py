"""The number of a page as an address gives it: any string whatever."""


def page_number(typed: str, *, most: int) -> int:
    """Return the page that was typed in ASCII digits, within 1 and `most`; 1 where anything else was typed.

    Numbers of any length are read: Python's `int` refuses those of more than 4,300 digits.
    """
    if not (typed.isascii() and typed.isdecimal()):
        return 1
    digits = typed.lstrip("0")
    if len(digits) > len(str(most)):
        return most
    return min(max(int(digits or "0"), 1), most)
