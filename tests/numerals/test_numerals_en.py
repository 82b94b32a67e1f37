"""Every English form: value, unit, precision, qualifier, kind and the interval it stands for."""

from decimal import Decimal

import pytest

from iprgraph.numerals import read

# form | value | unit | precision | qualifier | kind | interval
FORMS = """
117,100 | 117100 |  | 1 | exactly | level | [117100, 117100]
5.4643 million | 5464300 |  | 100 | exactly | level | [5464250, 5464350)
5.4643 million patents | 5464300 | patent | 100 | exactly | level | [5464250, 5464350)
4.525 billion yuan | 4525000000 | yuan | 1000000 | exactly | level | [4524500000, 4525500000)
501,000 yuan | 501000 | yuan | 1 | exactly | level | [1001999/2, 1002001/2)
50 million yuan | 50000000 | yuan | 1000000 | exactly | level | [49500000, 50500000)
RMB 50 million | 50000000 | yuan | 1000000 | exactly | level | [49500000, 50500000)
$5.2 billion | 5200000000 | dollar | 100000000 | exactly | level | [5150000000, 5250000000)
35 thousand cases | 35000 | case | 1000 | exactly | level | [34500, 35500)
two million | 2000000 |  | 1000000 | exactly | level | [1500000, 2500000)
28.81 million pieces | 28810000 | piece | 10000 | exactly | level | [28805000, 28815000)
more than 500 | 500 |  | 1 | more-than | level | (500, oo)
more than 2,600 cases | 2600 | case | 1 | more-than | level | (2600, oo)
more  than 2,600 cases | 2600 | case | 1 | more-than | level | (2600, oo)
over 300 S&T enterprises | 300 | enterprise | 1 | more-than | level | (300, oo)
exceeding 4.2 billion yuan | 4200000000 | yuan | 100000000 | more-than | level | (4200000000, oo)
nearly 600 | 600 |  | 1 | nearly | level | (-oo, 600)
almost 600 | 600 |  | 1 | nearly | level | (-oo, 600)
about 600 million yuan | 600000000 | yuan | 1000000 | about | level | [599000000, 601000000]
approximately 600 | 600 |  | 1 | about | level | [599, 601]
at least three years | 3 | year | 1 | at-least | level | [3, oo)
500 or more cases | 500 | case | 1 | at-least | level | [500, oo)
less than 1 year | 1 | year | 1 | less-than | level | (-oo, 1)
under 500 | 500 |  | 1 | less-than | level | (-oo, 500)
no less than 500 | 500 |  | 1 | at-least | level | [500, oo)
no more than 3 years | 3 | year | 1 | at-most | level | (-oo, 3]
up to 500 | 500 |  | 1 | at-most | level | (-oo, 500]
within 1 year | 1 | year | 1 | at-most | level | (-oo, 1]
within 5 cities | 5 | city | 1 | exactly | level | [5, 5]
more than 3 years | 3 | year | 1 | more-than | level | (3, oo)
up 11.89% YoY | 11.89 | % | 0.01 | exactly | growth | [2377/200, 2379/200)
up by 11.89% YoY | 11.89 | % | 0.01 | exactly | growth | [2377/200, 2379/200)
down 2.78% YoY | -2.78 | % | 0.01 | exactly | growth | [-557/200, -111/40)
down by more than 10% | -10 | % | 1 | more-than | growth | (-oo, -10)
an increase of 2.55% YoY | 2.55 | % | 0.01 | exactly | growth | [509/200, 511/200)
a decrease of 2.55% | -2.55 | % | 0.01 | exactly | growth | [-511/200, -509/200)
a 5% decline | -5 | % | 1 | exactly | growth | [-11/2, -9/2)
an increase of 2.08 | 2.08 |  | 0.01 | exactly | change | [83/40, 417/200)
increased by 5 cases | 5 | case | 1 | exactly | change | [5, 5]
shortened by 2 years | -2 | year | 1 | exactly | change | [-2, -2]
increased to 105 | 105 |  | 1 | exactly | level | [105, 105]
set up by 11 departments | 11 | department | 1 | exactly | level | [11, 11]
3 growth centres | 3 | centre | 1 | exactly | level | [3, 3]
19.71% of the national total | 19.71 | % | 0.01 | exactly | share | [3941/200, 3943/200)
19.71 percent of the total | 19.71 | % | 0.01 | exactly | share | [3941/200, 3943/200)
accounting for 19.71% | 19.71 | % | 0.01 | exactly | share | [3941/200, 3943/200)
19.71% | 19.71 | % | 0.01 | exactly | level | [3941/200, 3943/200)
10 consecutive years | 10 | year | 1 | exactly | streak | [10, 10]
two consecutive years | 2 | year | 1 | exactly | streak | [2, 2]
three years in a row | 3 | year | 1 | exactly | streak | [3, 3]
10th consecutive year | 10 | year | 1 | exactly | streak | [10, 10]
ranking first | 1 |  | 1 | exactly | rank | [1, 1]
ranked first in number | 1 |  | 1 | exactly | rank | [1, 1]
ranked second globally | 2 |  | 1 | exactly | rank | [2, 2]
rank second | 2 |  | 1 | exactly | rank | [2, 2]
ranked 2nd | 2 |  | 1 | exactly | rank | [2, 2]
second place | 2 |  | 1 | exactly | rank | [2, 2]
national top position | 1 |  | 1 | exactly | rank | [1, 1]
ranked at the top | 1 |  | 1 | exactly | rank | [1, 1]
first | 1 |  | 1 | exactly | ordinal | [1, 1]
the first batch | 1 | batch | 1 | exactly | ordinal | [1, 1]
first local standard | 1 | standard | 1 | exactly | ordinal | [1, 1]
twenty-third | 23 |  | 1 | exactly | ordinal | [23, 23]
5th | 5 |  | 1 | exactly | ordinal | [5, 5]
131st | 131 |  | 1 | exactly | ordinal | [131, 131]
131st session | 131 | session | 1 | exactly | ordinal | [131, 131]
Four of the initiatives | 4 | initiative | 1 | exactly | level | [4, 4]
Four of Guangdong's initiatives | 4 | initiative | 1 | exactly | level | [4, 4]
8 of which | 8 |  | 1 | exactly | level | [8, 8]
One case | 1 | case | 1 | exactly | level | [1, 1]
one | 1 |  | 1 | exactly | level | [1, 1]
3 operations | 3 | operation | 1 | exactly | level | [3, 3]
2,092 people prosecuted | 2092 | people | 1 | exactly | level | [2092, 2092]
698 suspects | 698 | suspect | 1 | exactly | level | [698, 698]
21,736 batches | 21736 | batch | 1 | exactly | level | [21736, 21736]
3,988 trademark cases | 3988 | case | 1 | exactly | level | [3988, 3988]
440 patent and trademark disputes | 440 | dispute | 1 | exactly | level | [440, 440]
261 patents winning awards | 261 | patent | 1 | exactly | level | [261, 261]
two operating funds | 2 | fund | 1 | exactly | level | [2, 2]
twenty-two | 22 |  | 1 | exactly | level | [22, 22]
two hundred and five cases | 205 | case | 1 | exactly | level | [205, 205]
scored 82.36 | 82.36 |  | 0.01 | exactly | level | [16471/200, 16473/200)
16.3388 million | 16338800 |  | 100 | exactly | level | [16338750, 16338850)
per 10,000 entities stood at 4,771 | 4771 |  | 1 | exactly | level | [4771, 4771]
in 2022, 200 cases | 200 | case | 1 | exactly | level | [200, 200]
4 cases as the 2021 Typical Cases | 4 | case | 1 | exactly | level | [4, 4]
May 1, 2022: 3 cases | 3 | case | 1 | exactly | level | [3, 3]
"Action 2022", 3 cases | 3 | case | 1 | exactly | level | [3, 3]
2,022 cases | 2022 | case | 1 | exactly | level | [2022, 2022]
one-stop service, 3 items | 3 | item | 1 | exactly | level | [3, 3]
"""
CASES = [tuple(cell.strip() for cell in line.split("|")) for line in FORMS.strip().splitlines()]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_an_english_form_is_read(case: tuple[str, ...]) -> None:
    form, value, unit, precision, qualifier, kind, interval = case
    numeral = read(form, "en")
    assert (numeral.form, numeral.lang) == (form, "en")
    assert numeral.value == Decimal(value)
    assert numeral.unit == unit
    assert numeral.precision == Decimal(precision)
    assert str(numeral.qualifier) == qualifier
    assert str(numeral.kind) == kind
    assert str(numeral.interval) == interval


def test_a_qualifier_broken_by_a_line_is_healed() -> None:
    assert str(read("more\nthan 2,600\ncases", "en").interval) == "(2600, oo)"
