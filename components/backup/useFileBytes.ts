import { useEffect, useState } from 'react';

const CHUNK_BYTES = 65_536;

/** What all files take, as far as the database can tell without opening one. */
export function useFileBytes(): number | undefined {
  const [bytes, setBytes] = useState<number>();
  useEffect(() => {
    let isOver = false;
    const count = async () => {
      const { openDb } = await import('../../lib/db/open');
      const chunkCount = await openDb().files.count();
      if (!isOver) setBytes(chunkCount * CHUNK_BYTES);
    };
    // How much it is, is only a hint.
    count().catch(() => undefined);
    return () => {
      isOver = true;
    };
  }, []);
  return bytes;
}
