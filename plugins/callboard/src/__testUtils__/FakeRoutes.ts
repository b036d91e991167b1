/** A request as it reaches a fake API. */
export interface FakeCall {
  params: Record<string, string>;
  query: URLSearchParams;
  /** What was sent: JSON read, a form as it is. */
  body: any;
  ifMatch: string | null;
}

/** What is answered, by method and path: `GET /workspaces/{slug}`. */
export type FakeRoutes = Record<string, (call: FakeCall) => unknown>;

const NAME = /\{(\w+)\}/g;

const namesIn = (route: string) =>
  [...route.matchAll(NAME)].map(([, name]) => name);

/** The route for a request, and what stands where the path has names. */
export function findRoute(
  routes: FakeRoutes,
  request: string,
): { answer: FakeRoutes[string]; params: FakeCall['params'] } {
  // What is spelled out goes before what stands for anything.
  const known = Object.keys(routes).sort(
    (a, b) => namesIn(a).length - namesIn(b).length,
  );
  for (const route of known) {
    const pattern = route.replace(/\./g, '\\.').replace(NAME, '(?<$1>[^/]+)');
    const match = new RegExp(`^${pattern}$`).exec(request);
    if (match) {
      return { answer: routes[route], params: { ...match.groups } };
    }
  }
  throw new Error(`The fake backend has no answer to ${request}`);
}
