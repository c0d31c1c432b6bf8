import { useEffect, useState } from 'react';
import { onNews } from '../../lib/session/news';

/** There is something to read about budgets. */
export function useNews(): boolean {
  const [hasNews, setHasNews] = useState(false);
  useEffect(() => onNews(setHasNews), []);
  return hasNews;
}
