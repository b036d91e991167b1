import { createExtensionDataRef } from '@backstage/frontend-plugin-api';

/**
 * Marks a header action of a plugin for the header of every portal page. Portals with
 * `callboardHeaderModule` of `@callboard/plugin-callboard` show the action there. Other portals
 * show it only on the pages of its plugin.
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
 * An action whose width changes yields `'first'`: it precedes all other actions, so that it does
 * not shift them.
 *
 * @public
 */
export const everyPageDataRef = createExtensionDataRef<true | 'first'>().with({
  id: 'callboard.header.every-page',
});
