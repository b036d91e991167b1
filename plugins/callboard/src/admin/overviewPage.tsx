import {
  createExtensionInput,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  adminBlockDataRef,
  withSkeleton,
} from '@callboard/plugin-callboard-react';

/** The first tab of the admin page: all blocks. */
export const overviewPage = SubPageBlueprint.makeWithOverrides({
  name: 'overview',
  inputs: { blocks: createExtensionInput([adminBlockDataRef]) },
  factory: (originalFactory, { inputs }) =>
    originalFactory({
      path: 'overview',
      title: 'Overview',
      loader: withSkeleton(async () => {
        const { AdminOverview } = await import('./AdminOverview');
        return (
          <AdminOverview
            blocks={inputs.blocks.map(block => block.get(adminBlockDataRef))}
          />
        );
      }),
    }),
});
