import { compatWrapper } from '@backstage/core-compat-api';
import type { ComponentType } from 'react';

/**
 * A component of the new frontend system as extensions of the legacy system
 * load it: what it asks the portal for is answered by the legacy system.
 *
 * @example
 * ```tsx
 * createComponentExtension({
 *   name: 'EntityCard',
 *   component: {
 *     lazy: bridged(() => import('../EntityCard').then(m => m.EntityCard)),
 *   },
 * });
 * ```
 *
 * @public
 */
export function bridged<TProps extends {}>(
  load: () => Promise<ComponentType<TProps>>,
): () => Promise<(props: TProps) => JSX.Element> {
  return async () => {
    const Component = await load();
    return function Bridged(props: TProps) {
      return compatWrapper(<Component {...props} />);
    };
  };
}
