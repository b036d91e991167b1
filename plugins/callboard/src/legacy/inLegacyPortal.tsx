import { bridged } from '@callboard/plugin-callboard-react/legacy';
import type { ComponentType } from 'react';

/**
 * A component of this plugin as extensions of the legacy frontend system load
 * it: it finds the tabs of both pages.
 */
export function inLegacyPortal<TProps extends {}>(
  load: () => Promise<ComponentType<TProps>>,
): () => Promise<(props: TProps) => JSX.Element> {
  return bridged(async () => {
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
