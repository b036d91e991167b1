import {
  fetchApiRef,
  useApi,
  type FetchApi,
} from '@backstage/frontend-plugin-api';

/** Creates a hook for one object per portal; the portal's fetch API is the key. @public */
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
