"""What rows of tables say when read alone: under their captions, row heads and column heads."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.load.table_heads import placed, rows_of
from index.report import Cell, Row
from tests.index.load.row_words import tell


def grid(drawn: str) -> list[list[str]]:
    """Rows a line, cells set apart by bars; "←" and "↑" repeat the slot to the left and above, "·" is empty."""
    rows: list[list[str]] = []
    for line in drawn.strip().splitlines():
        row: list[str] = []
        for at, cell in enumerate(part.strip() for part in line.strip().strip("|").split("|")):
            row.append(row[-1] if cell == "←" else rows[-1][at] if cell == "↑" else cell.strip("·"))
        rows.append(row)
    return rows


def test_each_value_stands_under_its_row_and_column() -> None:
    told = tell(
        grid("""
        事项     | 上年 | 本年
        行政许可 | 12   | 277
        行政处罚 | 0    | 3
        """)
    )
    assert told == ["", "行政许可 | 上年: 12；本年: 277", "行政处罚 | 上年: 0；本年: 3"]


def test_heads_of_several_levels_and_merged_row_heads() -> None:
    told = tell(
        grid("""
        类别 | ←        | 申请人 | ←    | ←
        ↑    | ↑        | 自然人 | 组织 | ←
        ↑    | ↑        | ↑      | 企业 | 机构
        结果 | 予以公开 | 7      | 1    | 0
        ↑    | 不予公开 | 2      | 0    | 5
        """)
    )
    assert told[:3] == ["", "", ""]
    assert told[3] == "申请人 | 结果 予以公开 | 自然人: 7；组织 企业: 1；组织 机构: 0"
    assert told[4] == "申请人 | 结果 不予公开 | 自然人: 2；组织 企业: 0；组织 机构: 5"


def test_an_empty_head_belongs_to_the_one_over_the_same_head_below() -> None:
    told = tell(
        grid("""
        复议 | ←    | ·        | 诉讼 | ←        | ←
        维持 | 纠正 | 直接起诉 | ←    | 复议后   | ←
        ↑    | ↑    | 维持     | 纠正 | 维持     | 纠正
        1    | 2    | 3        | 4    | 5        | 6
        """)
    )
    assert told[3].endswith("诉讼 直接起诉 维持: 3；诉讼 直接起诉 纠正: 4；诉讼 复议后 维持: 5；诉讼 复议后 纠正: 6")


def test_codes_ranks_and_years_that_come_first_name_the_row_too() -> None:
    budget = tell(
        grid("""
        科目编码 | ←  | 科目名称 | 支出预算 | ←
        类       | 款 | ↑        | 合计     | 基本支出
        201      | 05 | 统计信息 | 438,300  | 0
        208      | ·  | 社会保障 | 3,508    | 9,620
        """)
    )
    assert budget[2:] == [
        "支出预算 | 201 05 统计信息 | 合计: 438,300；基本支出: 0",
        "支出预算 | 208 社会保障 | 合计: 3,508；基本支出: 9,620",
    ]
    ranked = tell([["Rank", "Country", "Count"], ["1", "Norland", "22,233"], ["2", "Sudland", "5,001"]])
    assert ranked[1:] == ["1 Norland | Count: 22,233", "2 Sudland | Count: 5,001"]
    panel = tell([["year", "county", "gdp", "population"], ["2007", "青嶂县", "1,263", "49"]])
    assert panel[1:] == ["2007 青嶂县 | gdp: 1,263；population: 49"]


def test_a_column_of_items_is_no_column_of_codes() -> None:
    told = tell([["项目", "自然人", "总计"], ["不予公开", "5", "7"], ["予以公开", "18", "21"]])
    assert told[1:] == ["不予公开 | 自然人: 5；总计: 7", "予以公开 | 自然人: 18；总计: 21"]


def test_a_rank_behind_the_name_is_a_value() -> None:
    told = tell([["地区", "位次", "产值"], ["甲", "2", "31"], ["乙", "1", "40"]])
    assert told[1:] == ["甲 | 位次: 2；产值: 31", "乙 | 位次: 1；产值: 40"]


def test_a_table_of_one_row_of_values_without_row_heads() -> None:
    told = tell(
        grid("""
        复议 | ←    | 诉讼 | ←
        维持 | 纠正 | 维持 | 纠正
        10   | 1    | 0    | 5
        """)
    )
    assert told[2] == "复议 维持: 10；复议 纠正: 1；诉讼 维持: 0；诉讼 纠正: 5"


def test_captions_inside_a_table_stand_beside_the_one_above() -> None:
    told = tell(
        grid("""
        第一项   | ←
        内容     | 件数
        规章     | 2
        第二项   | ←
        内容     | 金额
        收费     | 7.5
        """),
        "公开情况",
    )
    assert told == ["", "", "公开情况 第一项 | 规章 | 件数: 2", "", "", "公开情况 第二项 | 收费 | 金额: 7.5"]


def test_rows_under_a_caption_without_heads_keep_the_heads_before() -> None:
    told = tell(
        grid("""
        单位   | 受理 | 办结
        市级   | ←    | ←
        公安局 | 31   | 30
        县级   | ←    | ←
        档案馆 | 4    | 4
        """)
    )
    assert told[2] == "市级 | 公安局 | 受理: 31；办结: 30"
    assert told[4] == "县级 | 档案馆 | 受理: 4；办结: 4"


def test_a_unit_belongs_to_the_caption_above_it() -> None:
    told = tell(
        grid("""
        表2 各区收费  | ←
        单位：万元    | ←
        区            | 金额
        云湖区        | 7
        """)
    )
    assert told[3] == "表2 各区收费 单位：万元 | 云湖区 | 金额: 7"


def test_a_long_note_is_no_caption() -> None:
    note = "注：本表所列数据截至年末，由各单位报送，经统计部门核实，与上年口径一致，个别指标有调整。"
    told = tell([["区", "金额"], ["云湖区", "7"], [note, note], ["松溪区", "9"]])
    assert told == ["", "云湖区 | 金额: 7", "", "松溪区 | 金额: 9"]


def test_years_head_columns() -> None:
    told = tell(
        grid("""
        指标   | 2023年 | 2024年 | 增减值
        规章   | 2      | 1      | -1
        """)
    )
    assert told == ["", "规章 | 2023年: 2；2024年: 1；增减值: -1"]


def test_a_serial_number_does_not_name_the_row_alone() -> None:
    told = tell(
        grid("""
        序号 | 事项     | 件数
        1    | 行政许可 | 277
        2    | 行政处罚 | 3
        """)
    )
    assert told == ["", "1 行政许可 | 件数: 277", "2 行政处罚 | 件数: 3"]


def test_a_table_of_words_has_its_first_row_as_head() -> None:
    told = tell(
        grid("""
        任务     | 牵头单位 | 时限
        清理证明 | 司法局   | 六月底
        开通专窗 | 政务办   | 年底
        """)
    )
    assert told[1:] == ["清理证明 | 牵头单位: 司法局；时限: 六月底", "开通专窗 | 牵头单位: 政务办；时限: 年底"]


def test_a_table_of_words_with_heads_of_two_levels() -> None:
    told = tell(
        grid("""
        任务     | 责任单位 | ←
        ↑        | 牵头     | 配合
        清理证明 | 司法局   | 各单位
        """)
    )
    assert told == ["", "", "责任单位 | 清理证明 | 牵头: 司法局；配合: 各单位"]


def test_a_first_row_without_a_figure_is_no_second_head() -> None:
    told = tell(
        grid("""
        指标     | 单位 | 数值
        就业     | 人   | 待核
        财政收入 | 亿元 | 300
        """)
    )
    assert told == ["", "就业 人 | 数值: 待核", "财政收入 亿元 | 数值: 300"]


def test_units_below_the_heads_belong_to_them() -> None:
    told = tell(
        grid("""
        区     | 面积   | 人口
        ·      | 平方千米 | 万人
        云湖区 | 120    | 31
        """)
    )
    assert told[2] == "云湖区 | 面积 平方千米: 120；人口 万人: 31"


def test_a_table_without_heads() -> None:
    assert tell([["行政许可", "277"], ["行政处罚", "3"]]) == ["行政许可 | 277", "行政处罚 | 3"]


def test_one_row_has_no_head() -> None:
    assert tell([["许可", "两百件"]]) == ["许可 | 两百件"]


def test_heads_repeated_after_a_page_break() -> None:
    head = grid("""
        类别 | 申请人 | ←
        ↑    | 自然人 | 组织
    """)
    told = tell([*head, ["公开", "7", "1"], *head, ["不予公开", "2", "0"]])
    assert told == ["", "", "申请人 | 公开 | 自然人: 7；组织: 1", "", "", "申请人 | 不予公开 | 自然人: 2；组织: 0"]


def test_other_heads_that_begin_alike() -> None:
    told = tell(
        grid("""
        信息内容 | 决定数量
        行政许可 | 277
        信息内容 | 收费金额
        事业收费 | 8.5
        """)
    )
    assert told == ["", "行政许可 | 决定数量: 277", "", "事业收费 | 收费金额: 8.5"]


def test_typesetting_inside_cells_is_undone() -> None:
    assert (
        tell([["类\n别", "总  计", "行政\n许可"], ["办\n件", "277", "abc\ndef"]])[1]
        == "办件 | 总计: 277；行政许可: abc def"
    )


def test_an_empty_row_says_nothing() -> None:
    assert tell([["事项", "件数"], ["许可", "2"], ["", ""]])[2] == ""


NAMES = st.text("甲乙丙丁戊己庚辛", min_size=1, max_size=3)
FIGURES = st.from_regex(r"\d{1,4}(\.\d)?", fullmatch=True) | st.just("")


@given(st.data())
def test_every_value_of_a_data_row_stands_in_what_it_tells(data: st.DataObject) -> None:
    width = data.draw(st.integers(2, 5))
    heads = data.draw(st.lists(NAMES, min_size=width, max_size=width, unique=True))
    names = data.draw(st.lists(NAMES.filter(lambda name: name not in heads), min_size=1, max_size=6))
    rows = [[name, *data.draw(st.lists(FIGURES, min_size=width - 1, max_size=width - 1))] for name in names]
    repeat = data.draw(st.sampled_from([[], [heads]]))
    table = [heads, *rows, *repeat, ["末行", *["1"] * (width - 1)]]
    for row, told in zip(table, tell(table, "标题"), strict=True):
        if row != heads and any(row[1:]):
            assert told.startswith(f"标题 | {row[0]} | ")
            assert all(f"{head}: {value}" in told for head, value in zip(heads[1:], row[1:], strict=True) if value)


@given(st.lists(st.lists(st.text("甲乙1 2年|\n", max_size=4), min_size=3, max_size=3), max_size=8))
def test_any_grid_is_told(table: list[list[str]]) -> None:
    told = tell(table, "标题")
    assert len(told) == len(table)
    assert all(row and "\n" not in line for row, line in zip(table, told, strict=True))


def test_a_row_keeps_its_caption_labels_and_cells_with_their_paths_of_heads() -> None:
    found = rows_of(
        grid("""
        类别 | ←        | 申请人 | ←    | ←
        ↑    | ↑        | 自然人 | 组织 | ←
        ↑    | ↑        | ↑      | 企业 | 机构
        结果 | 予以公开 | 7      | 1    | ·
        """),
        "表2",
    )
    assert found[:3] == [None, None, None]
    assert found[3] == Row(
        0, 0, "表2 申请人", ("结果", "予以公开"), (Cell(("自然人",), "7"), Cell(("组织", "企业"), "1"))
    )


def test_cells_stand_in_the_text_that_shows_the_row() -> None:
    row = Row(0, 0, "", ("前 5 名", "3.其他 材料"), (Cell(("甲",), "5"), Cell(("乙",), "0"), Cell(("丙",), "15")))
    for text in ("前 5 名\t3.其他 材料\t5\t0\t15", "3.其他\t5\t0\t15 材料 前 5 名"):
        found = placed(row, text)
        assert found and (found.start, found.end) == (0, len(text))
        assert [cell.start and text[cell.start : cell.end] for cell in found.cells] == ["5", "0", "15"]
    merged = placed(row, "前 5 名\t3.其他 材料\t5\t15")
    assert merged and [cell.start is None for cell in merged.cells] == [False, True, False]


def test_a_caption_within_a_table_is_a_row_that_says_itself() -> None:
    assert placed(None, "第一项", is_caption=True) == Row(0, 3, "第一项")
    assert placed(None, "内容\t件数") is None
