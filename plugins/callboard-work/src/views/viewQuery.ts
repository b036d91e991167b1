import { filterParameters, listFilters } from '../filters/WorkFilters';

/** The address parameters of a view; the open item is not one. */
const parameters = [...filterParameters, 'show', 'order', 'view'] as const;

const isList = (name: string) => listFilters.some(other => other === name);

/**
 * Returns the part of an address that identifies a view. Equal filters give equal text, in whatever
 * order they were set.
 */
export function toViewQuery(address: URLSearchParams): string {
  const query = new URLSearchParams();
  for (const name of parameters) {
    const value = address.get(name);
    if (value) {
      query.set(name, isList(name) ? value.split(',').sort().join(',') : value);
    }
  }
  return query.toString();
}

/** Returns the address with another view, and without an open item. */
export function replaceView(
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
