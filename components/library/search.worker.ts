import { serveSearch } from '../../lib/library/serve';
import type { Line } from '../../lib/library/talk';

/** The worker's own side of the line to the page that started it. Nobody else can write to it. */
serveSearch(self as unknown as Line);
