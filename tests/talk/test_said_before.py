"""What is said before an answer: the yes or no it waits for, and whether so long as is told is enough."""

from datetime import date

import pytest

from advisor.packs import load_policy
from advisor.talk.outcomes import Outcome, reply_to
from advisor.talk.understand import understand

POLICY = load_policy()
AS_OF = date(2026, 11, 23)


def said(text: str) -> str:
    found = reply_to(POLICY, understand(POLICY, text, None, AS_OF), AS_OF).found
    return found.best.answer if found and found.best else ""


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("统招本科干了一年零二十天，助理够了没", "时间够了"),
        (
            "本科满十个月了，能评不",
            "时间还不够：您说的工作时间是十个月，初聘助理级要满1年，还差2个月",
        ),
        ("高职出来的，17年7月上班，到20年8月够不够报助理", "时间够了"),
        ("统招高职25年6月毕业，7月就进厂，够不够报助理", "时间还不够"),
        ("中专学历，技术员证拿了三年半，参加工作也就四年半，能升了吧", "时间还不够：您说的任员级"),
        ("函授大专，当技术员正好两年，升助理够不够格", "时间够了：您说的任员级的时间是两年"),
        ("硕士来公司四个月，现在就能报吧", "时间还不够：您说的工作时间是四个月，申报要满6个月"),
        ("大专不到三年能初聘助理级吗", "时间还不够：您说的工作时间是不到三年"),
        ("换岗才十个月，转系列中不", "时间还不够：您说的在现岗位"),
        ("六年前得过一回优秀，现在还能用吗", "您说的六年前，不在近3年里"),
        ("前年考核优秀能用不", "您说的前年在近3年里"),
        ("公办学校的，24年拿过一回优秀等次，能用不", "您说的24年在近3年里"),
        ("俺是统招大专，六年了，能评助理不", "时间够了：您说的工作时间是六年"),
        ("自考本科干了八个月能认定助理不", "时间还不够：您说的工作时间是八个月"),
        ("统招大专干了两年半，报助理能过吗", "时间还不够：您说的工作时间是两年半"),
        ("全日制本科上班不到一年，能初聘不", "时间还不够：您说的工作时间是不到一年"),
        ("统招大专快三年了，能报助理不", "时间还不够：您说的工作时间是快三年"),
        ("统招大专将近三年能报助理不", "时间还不够：您说的工作时间是将近三年"),
        ("统招大专三年多了，能报助理不", "时间够了：您说的工作时间是三年多"),
        (
            "统招大专差一个月三年，能报助理不",
            "时间还不够：您说的工作时间是差一个月三年，初聘助理级要满3年，还差1个月",
        ),
        (
            "统招大专干三年还差俩月，能报助理不",
            "时间还不够：您说的工作时间是三年还差俩月，初聘助理级要满3年，还差2个月",
        ),
        ("本科毕业差二十天才满一年，能先报着吗", "时间还不够：您说的工作时间是差二十天才满一年"),
        ("全日制本科一年差两天，能报助理不", "时间还不够：您说的工作时间是一年差两天"),
        ("全日制本科才来仨月，能报助理不", "时间还不够：您说的工作时间是仨月"),
        ("成人中专干了五年零俩月，能直接报助理不", "时间够了：您说的工作时间是五年零俩月"),
        (
            "去年12月20号进的厂，全日制本科，能报助理不",
            "时间还不够：您说的工作时间是从去年12月20号算的，初聘助理级要满1年，一直干到2026年12月20日才满",
        ),
        ("今年6月才毕业的统招本科，能报助理不", "时间还不够"),
        (
            "6月28号才进的厂当技术员，几号满半年",  # what is asked is no length told
            "时间还不够：您说的工作时间是从6月28号算的，申报要满6个月，一直干到2026年12月28日才满",
        ),
        (
            "大专2023年12月1号上的班，到今天三年够了没",
            "时间还不够：您说的工作时间是从2023年12月1号",
        ),
        ("干技术刚五个月，差一个月，能不能先占个坑", "时间还不够：您说的工作时间是五个月"),
        ("在民企上班才四个月能报不", "时间还不够：您说的工作时间是四个月"),
        ("成人中专干了六年，没评过员级，能不能直接报助理", "可以不先评员级，工作要满5年。时间够了"),
        (
            "统招本科，2025年10月8号入职做软件维护，到今天时间够没够",  # near is what is told of software
            "时间够了：您说的工作时间是从2025年10月8号算的",
        ),
    ],
)
def test_a_length_of_time_is_held_against_what_is_asked(text: str, begins: str) -> None:
    assert said(text).startswith(begins), said(text)


@pytest.mark.parametrize(
    "text",
    [
        "大专三年左右能初聘助理级吗",  # neither enough nor too little
        "夜大本科证今年才发，活倒是干了六年，一年要从头等吗",  # not all of it may count
        "本科还差一年满年限，能评助理级吗",  # what lacks is no length of work
        "三年制大专几年能评助理级",
        "大专要工作几年",
        "大专三年里有一年在卖保险，后两年才干技术，够不够",  # three years, or two
        "电大的大专，2016年底评了员级，2019年够数没",  # the year asked of is not the first
        "2018年6月毕业的统招本科，能报助理不",  # from when on one has worked is not told
        "20年的统招本科，能报助理不",  # a year, no length
        "大专工作三年，就差一个月，能报助理不",  # of three years, or beside them
        "大专三四年了，能报助理不",
        "单位给了个警告处分，半年了，今年能报不",  # half a year of the sanction
        "电大大专两年员级和三年工作得两样都有吗",
        "在民企干了八个月能报不",  # whether more is asked hangs on the diploma
    ],
)
def test_what_is_not_plain_is_not_held_against_it(text: str) -> None:
    assert "您说的" not in said(text)


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("专利受理通知书下来了，证没下来，能用不", "还不算"),
        ("我有个晾衣架的专利，可我要报的是食品工程", "不算"),
        ("文章发在没有CN号的内部刊物上，作数不", "不算"),
        ("论文我挂第三作者行吗", "可以"),
        ("公司内部技术比武拿了第一，这总该算吧", "不算"),
        ("县里技能大赛得了个优秀奖，没名次", "不算"),
        ("县教体局发的先进教师证书，算表彰吗", "算"),
        ("乡政府给的先进个人奖状，级别够不够", "不算"),
        ("给车间编过一本操作手册，领导批了全厂都在用", "算"),
        ("幼师教资还没拿到，先报职称回头再补证可不可以", "岗位要证的，不行"),
        ("公需课还差几节没听，先交上去行不行", "不行"),
        ("登录用户名填名字还是手机号", "不是"),
        ("能不能不上网，我抱着材料直接去窗口交", "不能"),
        ("那十条是全都得有，还是占一条就妥了", "有一项就够"),
        ("一月十二号才弄完，还收不收啊", "市里不收了"),
        ("以前是乡镇公务员，去年辞职到企业当技术员，还受不受限", "已经不是公务员的"),
        ("舞蹈老师学的播音，受那条限制吗", "这一科通知没有点名"),
        ("啥手续都没办，就口头上班，本科一年半，能初聘助理不", "初聘一定要办有效就业手续"),
        ("本科毕业就差二十天，能先报着吗", "时间还不够，差一天"),
        ("技术员跟助理工程师都算初级吗，谁高谁低", "助理级高"),
        ("初级分员级助理级，技术员归哪个", "是员级"),
        ("二级教师跟助理工程师是一个级别吗", "是助理级"),
        ("县里批的人四月才报市里备案，晚没晚", "通知写的是每年3月底前"),
        ("普通中专毕业的能不能一步到位直接聘助理", "中专初聘的是员级"),
        ("夜大本科能不能走初聘", "不能初聘"),
        ("大学本科毕业直接给助理还是先给员级", "全日制大专以上初聘的是助理级"),
        ("称职算不算合格", "称职就是合格"),
        ("年度考核非得是优秀吗还是合格就中", "合格就行，不用优秀"),
        ("没有教师资格证，统招大专，带班三年了，能聘二级教师不", "岗位要证的，不行"),
        ("是不是不管干啥的都得先有个资格证", "不是人人都要"),
        ("外观设计专利，跟我干的食品不搭边，能用不", "不算"),
        ("研发的新产品没卖动赔钱了，还能写上不", "还不够"),
        ("在公众号上登过两篇技术文章，能顶一篇论文不", "不算"),
        ("农艺和园艺能不能换着报", "不能"),
        ("1月11号上午交还来得及不", "过了1月10日，市里不收了"),
        ("显示退回修改，是不是就黄了", "不是不行了"),
        ("申报的网址是啥，密码又是啥", "用户名是身份证号"),
    ],
)
def test_yes_or_no_comes_first(text: str, begins: str) -> None:
    assert said(text).startswith(begins), said(text)


@pytest.mark.parametrize(
    "text",
    [
        "县里技能大赛得了个优秀奖，没名次",
        "我有个晾衣架的专利，可我要报的是食品工程",
        "给车间编过一本操作手册，领导批了全厂都在用",
    ],
)
def test_who_tells_of_an_achievement_hears_what_it_is_worth(text: str) -> None:
    understood = understand(POLICY, text, None, AS_OF)
    assert not understood.asks
    assert Outcome.ANSWERED in reply_to(POLICY, understood, AS_OF).outcomes


def test_in_answer_to_the_question_it_is_only_a_fact() -> None:
    understood = understand(POLICY, "有一项实用新型专利", "achievements", AS_OF)
    assert list(reply_to(POLICY, understood, AS_OF).outcomes) == [Outcome.FACTS]


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("能升了吧", True),
        ("评审取消了，真嘞假嘞", True),
        ("十条是全都得有，还是占一条就妥了", True),
        ("毕业证上写社会体育，算相近不算", True),
        ("不用再等满一年吧", True),
        ("是等满两年还是按工龄走快些", True),
        ("2020年毕业，现在还是技术员", False),
        ("考核合格，还是技术员", False),
        ("应该是2021年吧", False),
    ],
)
def test_what_asks_without_a_question_word(text: str, asks: bool) -> None:
    assert understand(POLICY, text, None, AS_OF).asks is asks
