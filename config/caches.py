"""The cache of production. What it keeps can be made again, so its absence must not take the site down."""

import logging

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import TimeoutError as RedisTimeoutError

logger = logging.getLogger(__name__)


class PatientRedisCache(RedisCache):
    """Redis that may be away: nothing is found then and nothing kept. Sessions are read from the database.

    While it is away attempts to sign in and questions to verification are not counted.
    """

    def get(self, key, default=None, version=None):
        return self._or(default, super().get, key, default, version)

    def get_many(self, keys, version=None):
        return self._or({}, super().get_many, keys, version)

    def has_key(self, key, version=None):
        return self._or(False, super().has_key, key, version)

    def add(self, *args, **kwargs):
        return self._or(True, super().add, *args, **kwargs)

    def set(self, *args, **kwargs):
        return self._or(None, super().set, *args, **kwargs)

    def set_many(self, data, *args, **kwargs):
        return self._or(list(data), super().set_many, data, *args, **kwargs)

    def touch(self, *args, **kwargs):
        return self._or(False, super().touch, *args, **kwargs)

    def incr(self, key, delta=1, version=None):
        return self._or(delta, super().incr, key, delta, version)

    def delete(self, *args, **kwargs):
        return self._or(False, super().delete, *args, **kwargs)

    def delete_many(self, *args, **kwargs):
        return self._or(None, super().delete_many, *args, **kwargs)

    def _or(self, instead, ask, *args, **kwargs):
        try:
            return ask(*args, **kwargs)
        except (RedisConnectionError, RedisTimeoutError):
            logger.exception("The cache does not answer.")
            return instead
