/** Counts how often the event loop ran other work during a loop. */
export async function countYields(loop: () => Promise<void>): Promise<number> {
  let yields = 0;
  let next = setImmediate(function count() {
    yields += 1;
    next = setImmediate(count);
  });
  await loop();
  clearImmediate(next);
  return yields;
}
