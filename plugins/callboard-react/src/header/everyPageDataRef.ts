import { createExtensionDataRef } from '@backstage/frontend-plugin-api';

/**
 * Marks an action of a plugin's header as one for the header of every page of the
 * portal. Portals with `callboardHeaderModule` of `@callboard/plugin-callboard`
 * show it there; others show it on the pages of its plugin.
 *
 * @example
 * ```tsx
 * PluginHeaderActionBlueprint.makeWithOverrides({
 *   output: [coreExtensionData.reactElement, everyPageDataRef],
 *   *factory(originalFactory) {
 *     yield* originalFactory({ loader: async () => <Bell /> });
 *     yield everyPageDataRef(true);
 *   },
 * });
 * ```
 *
 * An action of which the width changes yields `'first'`: it stands before all others, so that
 * it moves none of them.
 *
 * @public
 */
export const everyPageDataRef = createExtensionDataRef<true | 'first'>().with({
  id: 'callboard.header.every-page',
});
