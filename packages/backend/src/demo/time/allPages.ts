/** No page of a list has more. */
const PAGE = 200;

/**
 * All of a list, page after page.
 *
 * @param read - answers a page of it
 */
export async function allPages<T>(
  read: (page: {
    limit: number;
    cursor?: string;
  }) => Promise<{ items: T[]; next_cursor?: string | null }>,
): Promise<T[]> {
  const found: T[] = [];
  let cursor: string | undefined;
  do {
    const { items, next_cursor } = await read({ limit: PAGE, cursor });
    found.push(...items);
    cursor = next_cursor ?? undefined;
  } while (cursor);
  return found;
}
