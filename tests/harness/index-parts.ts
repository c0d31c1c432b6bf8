/** How many sealed parts of the library's index lie in the database. Runs in the page: it is sent there as text. */
export function countParts(): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('firekeep');
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const count = request.result.transaction('search').objectStore('search').count();
      count.onsuccess = () => {
        request.result.close();
        resolve(count.result);
      };
    };
  });
}
