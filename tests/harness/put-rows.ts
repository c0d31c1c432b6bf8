/** Many rows at once, in pieces that a debugger's pipe can carry. */
import type { Screen } from './screen';

const DATABASE = 'firekeep';
const BYTES = 'base64:';
const MOST_LETTERS = 4_000_000;

export async function putRows(screen: Screen, table: string, rows: readonly object[]): Promise<void> {
  let batch: object[] = [];
  let letters = 0;
  const send = async () => {
    if (batch.length > 0)
      await screen.evaluate(putInPage, { name: DATABASE, mark: BYTES, table, rows: batch });
    batch = [];
    letters = 0;
  };
  for (const row of rows) {
    const ready = Object.fromEntries(Object.entries(row).map(([field, value]) => [field, toText(value)]));
    letters += JSON.stringify(ready).length;
    batch.push(ready);
    if (letters > MOST_LETTERS) await send();
  }
  await send();
}

const toText = (value: unknown): unknown =>
  value instanceof Uint8Array ? BYTES + Buffer.from(value).toString('base64') : value;

interface Put {
  readonly name: string;
  readonly mark: string;
  readonly table: string;
  readonly rows: readonly object[];
}

async function putInPage({ name, mark, table, rows }: Put): Promise<void> {
  const toBytes = (value: unknown): unknown =>
    typeof value === 'string' && value.startsWith(mark)
      ? Uint8Array.from(atob(value.slice(mark.length)), (letter) => letter.charCodeAt(0))
      : value;
  await new Promise<void>((resolve, reject) => {
    const request = indexedDB.open(name);
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const db = request.result;
      const writing = db.transaction(table, 'readwrite');
      for (const row of rows)
        writing
          .objectStore(table)
          .put(Object.fromEntries(Object.entries(row).map(([field, value]) => [field, toBytes(value)])));
      writing.oncomplete = () => {
        db.close();
        resolve();
      };
      writing.onabort = () => reject(writing.error);
    };
  });
}
