"""A short soak in every run; `make soak` plays a thousand."""

import logging

from tests.faults.soak import soak


async def test_random_faults_lose_no_finished_line_and_leave_nothing_behind(caplog):
    """Neither a task nor a socket, and no memory to speak of."""
    # Records that the tests keep hold the errors, and these what was being read: up to five megabytes.
    caplog.set_level(logging.CRITICAL, logger="server")
    result = await soak(60, seed=7)
    assert result.requests == 60
    assert result.lost == []
    assert result.tasks <= 0
    assert result.sockets <= 2  # one kept alive for each service
    assert result.memory_kib < 2_048
