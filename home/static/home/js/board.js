// A link to a post names it after the "#", which the server does not see: where the post stands on another page of the
// board, that page is asked for.
function open() {
  const wanted = /^#post-(\d+)$/.exec(location.hash)?.[1];
  const there = new URL(location.href);
  if (!wanted || document.getElementById(`post-${wanted}`) || there.searchParams.get("post") === wanted) return;
  there.search = `?post=${wanted}`;
  location.replace(there);
}
addEventListener("hashchange", open);
open();
