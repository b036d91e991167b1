import {
  fetchApiRef,
  useApi,
  type FetchApi,
} from '@backstage/frontend-plugin-api';

/**
 * Makes a hook that creates a thing once for the whole portal and hands the
 * same one to every caller.
 *
 * The portal's fetch API stands for the portal: it lives as long as the signed-in
 * session does, and each app rendered in a test has its own. So plugins share
 * what they should share, without a provider above all of them.
 *
 * @public
 */
export function oncePerPortal<T>(create: () => T): () => T {
  const made = new WeakMap<FetchApi, T>();
  return function useOncePerPortal() {
    const portal = useApi(fetchApiRef);
    let thing = made.get(portal);
    if (thing === undefined) {
      thing = create();
      made.set(portal, thing);
    }
    return thing;
  };
}
