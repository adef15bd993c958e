"""The embedded message queue: files under var/, no server. Production uses Redis instead."""

import os


def filesystem_broker(folder):
    """Celery settings for kombu's filesystem transport; makes the folders, which kombu does not."""
    paths = {name: str(folder / name) for name in ("queue", "queue-control")}
    for path in paths.values():
        os.makedirs(path, exist_ok=True)
    queue = paths["queue"]
    return {"data_folder_in": queue, "data_folder_out": queue, "control_folder": paths["queue-control"]}
