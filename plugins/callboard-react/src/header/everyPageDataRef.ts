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
 * @public
 */
export const everyPageDataRef = createExtensionDataRef<true>().with({
  id: 'callboard.header.every-page',
});
