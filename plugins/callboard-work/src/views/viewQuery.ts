import { filterParameters, listFilters } from '../filters/WorkFilters';

/** What of the address is part of a view; the item that is open is not. */
const parameters = [...filterParameters, 'show', 'order', 'view'] as const;

const isList = (name: string) => listFilters.some(other => other === name);

/**
 * What of an address makes it a view. Two that show the same are the same text,
 * in whatever order their filters were set.
 */
export function viewQueryOf(address: URLSearchParams): string {
  const query = new URLSearchParams();
  for (const name of parameters) {
    const value = address.get(name);
    if (value) {
      query.set(name, isList(name) ? value.split(',').sort().join(',') : value);
    }
  }
  return query.toString();
}

/** The address with another view; nothing is open in it. */
export function withView(
  address: URLSearchParams,
  query: string,
): URLSearchParams {
  const next = new URLSearchParams(address);
  next.delete('item');
  const view = new URLSearchParams(query);
  for (const name of parameters) {
    const value = view.get(name);
    if (value) {
      next.set(name, value);
    } else {
      next.delete(name);
    }
  }
  return next;
}
