export const ID_BYTES = 16;

export function packIds(ids: readonly string[]): Buffer {
  return Buffer.from(ids.join('').replace(/-/g, ''), 'hex');
}

export function unpackIds(packed: Buffer): string[] {
  const hex = packed.toString('hex');
  return Array.from({ length: packed.length / ID_BYTES }, (_, index) => {
    const digits = hex.slice(index * 2 * ID_BYTES, (index + 1) * 2 * ID_BYTES);
    return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  });
}

/** The index of an id among sorted packed ids; undefined when it is missing. */
export function findIdIndex(sorted: Buffer, id: string): number | undefined {
  const packedId = packIds([id]);
  let low = 0;
  let high = sorted.length / ID_BYTES - 1;
  while (low <= high) {
    const middle = Math.floor((low + high) / 2);
    const start = middle * ID_BYTES;
    const order = packedId.compare(sorted.subarray(start, start + ID_BYTES));
    if (order === 0) {
      return middle;
    }
    [low, high] = order > 0 ? [middle + 1, high] : [low, middle - 1];
  }
  return undefined;
}
