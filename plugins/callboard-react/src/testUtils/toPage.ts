/** A page of a list, as the API returns it; cursors are numbers here. @internal */
export function toPage<Item>(
  items: readonly Item[],
  query = new URLSearchParams(),
): { items: Item[]; next_cursor: string | null; total: number } {
  const start = Number(query.get('cursor') ?? 0);
  const end = start + Number(query.get('limit') ?? 50);
  return {
    items: items.slice(start, end),
    next_cursor: end < items.length ? String(end) : null,
    total: items.length,
  };
}
