import { useLive } from '../hooks/useLive';

const TABLES = ['unlockers'] as const;
const readWays = async () => (await import('../../lib/unlockers/reads')).readWays();

/** All ways into this vault, now and after every change. */
export const useWays = () => useLive(readWays, TABLES);
