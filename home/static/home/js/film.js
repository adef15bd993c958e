// Films from elsewhere: the player is put in only when somebody presses play, so nothing is asked of its host before.
for (const button of document.querySelectorAll("[data-film] [data-play]")) button.hidden = false;
document.addEventListener("click", event => {
  const button = event.target.closest?.("[data-film] [data-play]");
  if (!button) return;
  const film = button.closest("[data-film]");
  const frame = document.createElement("iframe");
  frame.src = film.dataset.film;
  frame.title = film.dataset.title;
  frame.allow = "autoplay; fullscreen; picture-in-picture";
  frame.allowFullscreen = true;
  frame.referrerPolicy = "strict-origin-when-cross-origin";
  film.replaceChildren(frame);
  frame.focus();
});
