"""Players of films elsewhere: known by their address alone, so that neither we nor the reader ask another host."""

import re

from wagtail.embeds.finders.base import EmbedFinder

# Names that the policy of the site lets into a frame; both play without cookies.
PLAYERS = (
    (
        re.compile(r"https://(?:www\.|m\.)?youtube(?:-nocookie)?\.com/(?:watch\?(?:.*&)?v=|embed/|shorts/)([\w-]{11})"),
        "YouTube",
        "https://www.youtube-nocookie.com/embed/{}?autoplay=1",
    ),
    (
        re.compile(r"https://youtu\.be/([\w-]{11})"),
        "YouTube",
        "https://www.youtube-nocookie.com/embed/{}?autoplay=1",
    ),
    (
        re.compile(r"https://(?:www\.|player\.)?vimeo\.com/(?:video/)?(\d+)"),
        "Vimeo",
        "https://player.vimeo.com/video/{}?autoplay=1&dnt=1",
    ),
)


def find_player(url):
    """(name of the service, address of its player) of a film, or None where we do not know the address."""
    for pattern, service, player in PLAYERS:
        found = pattern.match(url or "")
        if found:
            return service, player.format(found[1])
    return None


class PlayerFinder(EmbedFinder):
    """Tells Wagtail which films may be put into a page. It sends nothing anywhere."""

    def accept(self, url):
        return find_player(url) is not None

    def find_embed(self, url, max_width=None, max_height=None):
        service, _player = find_player(url)
        return {
            "title": "",
            "author_name": "",
            "provider_name": service,
            "type": "video",
            "thumbnail_url": "",
            "width": None,
            "height": None,
            # Wagtail wants some markup to believe in the film; the page draws its own (blocks/video_embed.html).
            "html": f"<p>{service}</p>",
        }


embed_finder_class = PlayerFinder
