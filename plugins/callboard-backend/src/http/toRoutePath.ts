/** Converts a path of the contract to that of a router: `/me/{id}` becomes `/me/:id`. */
export function toRoutePath(path: string): string {
  return path.replace(/\{(\w+)\}/g, ':$1');
}
