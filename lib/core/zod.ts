/**
 * The one door to Zod. `jitless` must be set before the first schema: otherwise Zod probes `new Function`,
 * which the extension's CSP forbids and reports.
 */
import * as z from 'zod/mini';

z.config({ jitless: true });

export { z };
