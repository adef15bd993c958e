// A link to a post names it after the "#", which the server does not see: where the post stands on another page of the
// board, that page is asked for.
const wanted = /^#post-(\d+)$/.exec(location.hash)?.[1];
const here = new URL(location.href);
if (wanted && !document.getElementById(`post-${wanted}`) && here.searchParams.get("post") !== wanted) {
  here.search = `?post=${wanted}`;
  location.replace(here);
}
