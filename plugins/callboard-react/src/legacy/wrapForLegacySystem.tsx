import { compatWrapper } from '@backstage/core-compat-api';
import type { ComponentType } from 'react';

/**
 * Wraps a component of the new frontend system for extensions of the legacy system, whose APIs it
 * then uses.
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
export function wrapForLegacySystem<TProps extends {}>(
  load: () => Promise<ComponentType<TProps>>,
): () => Promise<(props: TProps) => JSX.Element> {
  return async () => {
    const Component = await load();
    return function Bridged(props: TProps) {
      return compatWrapper(<Component {...props} />);
    };
  };
}
