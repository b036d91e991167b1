/** A path of the contract as routers have it: `/me/{id}` is `/me/:id`. */
export function routePath(path: string): string {
  return path.replace(/\{(\w+)\}/g, ':$1');
}
