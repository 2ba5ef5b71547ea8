"""What the environment names."""

import pytest

from index.errors import SettingInvalid
from rag.write.endpoint import Endpoint


def test_the_environment_names_the_endpoint_and_its_tasks() -> None:
    named = {"BAOGAO_LLM_URL": " http://localhost:1/v1 ", "BAOGAO_LLM_KEY": "k"}
    endpoint = Endpoint.from_environment(named)
    assert endpoint == Endpoint("http://localhost:1/v1", "default", "k")
    assert endpoint.tasks == ("read", "word")
    reads = Endpoint.from_environment(named | {"BAOGAO_LLM_TASKS": "read"})
    assert reads and reads.tasks == ("read",)
    assert Endpoint.from_environment({}) is None


def test_a_task_that_there_is_none_of_is_refused() -> None:
    with pytest.raises(SettingInvalid, match="BAOGAO_LLM_TASKS: dream is no task; name read or word"):
        Endpoint.from_environment({"BAOGAO_LLM_URL": "http://localhost:1/v1", "BAOGAO_LLM_TASKS": "read, dream"})
