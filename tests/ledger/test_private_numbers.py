"""What staff may not write down, and what they must be able to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.ledger.private_numbers import private_number

ID, PHONE, CARD, OTHER = "身份证号", "电话号码", "银行卡号", "证件或账户的长号码"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("11010519491231002X", ID),
        ("11010519491231002x", ID),
        ("440524188001010014", ID),
        ("他的号是11010519491231002X，请查", ID),
        ("110105 19491231 002X", ID),
        ("110105-19491231-002X", ID),
        ("110105 1949 1231 002 X", ID),
        ("1 1 0 1 0 5 1 9 4 9 1 2 3 1 0 0 2 X", ID),
        ("１１０１０５１９４９１２３１００２Ｘ", ID),
        ("110105\u200b19491231\u200b002X", ID),
        ("一一〇一〇五一九四九一二三一〇〇二X", ID),
        ("410105491231002", ID),
        ("410105 491231 002", ID),
        ("110105194912310021", ID),  # wrong check digit, but plainly meant as one
        ("110105 19491231 0021", ID),
        ("11010519491231002", ID),  # its last character left out
        ("411102199001011234", ID),
        ("410105 491399 002", OTHER),  # no such day
        ("110105194913310021", OTHER),
        ("13812345678", PHONE),
        ("电话138-1234-5678", PHONE),
        ("138 1234 5678", PHONE),
        ("+86 13812345678", PHONE),
        ("一三八一二三四五六七八", PHONE),
        ("幺三八一二三四五六七八", PHONE),
        ("0395-3132111", PHONE),
        ("03953132111", PHONE),
        ("(0395)3132111", PHONE),
        ("6222021001116245678", CARD),
        ("6222 0210 0111 6245", CARD),
        ("6222 0210 0111 6245 678", CARD),
        ("6228480402564890018", CARD),
        ("6217000010012345678", CARD),  # wrong check digit
        ("4111111111111111", CARD),
        ("202107012023", OTHER),
        ("311111111111", OTHER),
        (
            "我是11010519491231002X，电话13812345678，卡6222021001116245678",
            f"{ID}、{PHONE}、{CARD}",
        ),
        ("13812345678，一一〇一〇五一九四九一二三一〇〇二X", f"{PHONE}、{ID}"),
    ],
)
def test_a_number_that_tells_who_it_is_is_found(text: str, found: str) -> None:
    assert private_number(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "函授本科，2021年毕业，在民营企业干了三年",
        "漯职改办〔2020〕1号 第六条（二）1（3）",
        "2021-07-01至2023-07-01，2023.9.1—2026.11.23",
        "20210701 20230701",
        "2021 2022 2023 2024 2025",
        "二〇二一年七月一日毕业，二〇二三年九月入职",
        "工资12000元，社保缴了36个月，编号0395，12345热线",
        "豫人社〔2020〕15号、漯人社办〔2021〕36号",
        "计划生育证 ISBN 978-7-111",
    ],
)
def test_what_staff_need_to_write_is_let_through(text: str) -> None:
    assert private_number(text) is None


WEIGHTS = [2**place % 11 for place in range(17, 0, -1)]


@given(
    st.integers(110000, 659999),
    st.dates().filter(lambda day: day.year >= 1900),
    st.integers(0, 999),
    st.sampled_from(["", " ", "-"]),
)
def test_every_sound_id_number_is_found(place: int, born: object, order: int, between: str) -> None:
    body = f"{place}{str(born).replace('-', '')}{order:03}"
    total = sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True))
    check = "10X98765432"[total % 11]
    assert private_number(f"号{body[:6]}{between}{body[6:14]}{between}{body[14:]}{check}。") == ID
