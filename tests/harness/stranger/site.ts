/** A web site of somebody who means no good. It serves one empty page at every address. */
import type { StandIn } from '../stand-ins/shape';

export const STRANGER = 'https://stranger.test';

/** What the page says of itself at once: who opened it, and where its visitor came from. */
const PAGE = `<!doctype html><meta charset="utf-8"><title>Stranger</title><body>
<script>
  fetch('/told?opener=' + (window.opener !== null) + '&referrer=' + encodeURIComponent(document.referrer));
</script>`;

export const siteOf = (...hosts: readonly string[]): StandIn => ({
  id: 'stranger',
  hosts,
  presented: () => undefined,
  identity: () => undefined,
  cases: [],
  wrong: { status: 404 },
  missing: { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body: PAGE },
  another: () => ({}),
});
