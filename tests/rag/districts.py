"""Work reports of three made-up districts, and what one of them received: a shelf on which figures are asked for."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from index import Index, sync
from rag import Assistant
from rag.settings import Settings
from tests.conftest import FakeEmbedder

TEXTS = {
    "云湖区2022年政府工作报告.txt": """云湖区2022年政府工作报告

一、2021年工作回顾

2021年，全区地区生产总值1000亿元，增长8.2%。城镇新增就业4.4万人。
""",
    "云湖区2023年政府工作报告.txt": """云湖区2023年政府工作报告

一、2022年工作回顾

2022年，全区地区生产总值1100亿元，增长3.3%。城镇新增就业4.8万人。
""",
    "云湖区2024年政府工作报告.txt": """云湖区2024年政府工作报告

一、2023年工作回顾

2023年，全区地区生产总值1200亿元，增长6.1%。一般公共预算收入超过100亿元，增长8%，其中税收收入80亿元。\
城镇新增就业5.2万人。社会消费品零售总额增长7.5%。农村居民人均可支配收入31000元，增长7%。各项贷款余额900亿元。\
粮食产量35.5万吨。上半年工业用电量3亿千瓦时。

二、2024年工作安排

2024年，地区生产总值增长6%左右，城镇新增就业5万人以上，居民消费价格涨幅控制在3%左右。
""",
    "松溪区2024年政府工作报告.txt": """松溪区2024年政府工作报告

一、2023年工作回顾

2023年，全区地区生产总值800亿元，增长5.2%。一般公共预算收入95亿元，增长4%。非税收入20亿元。城镇新增就业4.1万人。\
社会消费品零售总额410亿元，增长5.5%。城镇居民人均可支配收入52000元。各项存款余额1100亿元。进出口总额增长9%。

二、2024年工作安排

2024年，地区生产总值增长5.5%左右，城镇新增就业4万人以上，居民消费价格涨幅控制在3%左右。
""",
    "望江区2024年政府工作报告.txt": """望江区2024年政府工作报告

一、2023年工作回顾

2023年，全区地区生产总值950亿元，增长7.3%。一般公共预算收入60亿元，增长4%。城镇新增就业3.3万人。\
全市进出口总额2300亿元。近五年固定资产投资年均增长9%。

二、2024年工作安排

2024年，地区生产总值增长7%左右，城镇新增就业3.5万人以上。
""",
    "云湖区2023年政府信息公开工作年度报告.md": """# 云湖区2023年政府信息公开工作年度报告

## 收到和处理政府信息公开申请情况

| 项目 | 自然人 | 商业企业 | 总计 |
| --- | --- | --- | --- |
| 本年新收政府信息公开申请数量 | 41 | 3 | 44 |
| 予以公开 | 20 | 1 | 21 |
| 不予公开 | 5 | 2 | 7 |
""",
}


def shelved(folder: Path, texts: Mapping[str, str] = TEXTS) -> Assistant:
    """One who answers from such texts, without a model."""
    shelf, embedder = folder / "shelf", FakeEmbedder()
    shelf.mkdir(parents=True)
    for name, text in texts.items():
        (shelf / name).write_text(text, "utf-8")
    sync(shelf, folder / "index", embedder=embedder)
    return Assistant(Index.open(folder / "index", embedder), Settings(span_model=False))
