import {
  fetchApiRef,
  useApi,
  type FetchApi,
} from '@backstage/frontend-plugin-api';

/**
 * Creates a hook that creates an object once per portal and returns it to every caller.
 *
 * The portal's fetch API serves as the key: it lives as long as the signed-in session, and each app
 * rendered in a test has its own fetch API. So plugins share state without a common provider.
 *
 * @public
 */
export function createPortalSingletonHook<T>(create: () => T): () => T {
  const instances = new WeakMap<FetchApi, T>();
  return function useOncePerPortal() {
    const fetchApi = useApi(fetchApiRef);
    let instance = instances.get(fetchApi);
    if (instance === undefined) {
      instance = create();
      instances.set(fetchApi, instance);
    }
    return instance;
  };
}
