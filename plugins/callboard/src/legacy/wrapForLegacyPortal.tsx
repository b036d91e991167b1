import { wrapForLegacySystem } from '@callboard/plugin-callboard-react/legacy';
import type { ComponentType } from 'react';

/**
 * Wraps a component of this plugin for extensions of the legacy frontend system, so that it can
 * resolve the routes of both pages' tabs.
 */
export function wrapForLegacyPortal<TProps extends {}>(
  load: () => Promise<ComponentType<TProps>>,
): () => Promise<(props: TProps) => JSX.Element> {
  return wrapForLegacySystem(async () => {
    const [Component, { SubPageRoutes }] = await Promise.all([
      load(),
      import('./SubPageRoutes'),
    ]);
    return (props: TProps) => (
      <SubPageRoutes>
        <Component {...props} />
      </SubPageRoutes>
    );
  });
}
