"""A short soak in every run; `make soak` plays a thousand."""

from tests.faults.soak import soak


async def test_random_faults_lose_no_finished_line_and_leave_nothing_behind():
    """Neither a task nor a socket, and no memory to speak of."""
    result = await soak(60, seed=7)
    assert result.wishes == 60
    assert result.lost == []
    assert result.tasks <= 0
    assert result.sockets <= 2  # one kept alive for each service
    assert result.memory_kib < 2_048
