import type { PluginHeaderActionsApi } from '@backstage/frontend-plugin-api';
import { cloneElement } from 'react';

/** An action in the header of one plugin's pages, or of all pages. */
export interface HeaderAction {
  pluginId: string;
  element: JSX.Element;
  isOnEveryPage: boolean;
  /** Whether it precedes the others, because its width changes. */
  isFirst?: boolean;
}

/**
 * The actions in page headers: those with a changing width, those of the page's own plugin, then
 * Callboard's. The header aligns them to the right, so the first ones do not shift the others.
 */
export class HeaderActions implements PluginHeaderActionsApi {
  // Pages compare the returned array, so it must be stable.
  readonly #byPlugin = new Map<string, Array<JSX.Element | null>>();
  readonly #own: readonly HeaderAction[];
  readonly #first: readonly JSX.Element[];
  readonly #everywhere: readonly JSX.Element[];

  /** @param search - an element with a key; it precedes the actions of plugins */
  constructor(actions: readonly HeaderAction[], search: JSX.Element) {
    this.#own = actions.filter(({ isOnEveryPage }) => !isOnEveryPage);
    const everywhere = actions
      .filter(({ isOnEveryPage }) => isOnEveryPage)
      .map(({ element, pluginId, isFirst = false }) => ({
        isFirst,
        element: cloneElement(element, { key: `every-${pluginId}` }),
      }));
    const selectActions = (isFirst: boolean) =>
      everywhere
        .filter(action => action.isFirst === isFirst)
        .map(({ element }) => element);
    this.#first = selectActions(true);
    this.#everywhere = [search, ...selectActions(false)];
  }

  getPluginHeaderActions(pluginId: string): Array<JSX.Element | null> {
    let elements = this.#byPlugin.get(pluginId);
    if (!elements) {
      const own = this.#own
        .filter(action => action.pluginId === pluginId)
        .map(({ element }, index) =>
          cloneElement(element, { key: element.key ?? `own-${index}` }),
        );
      elements = [...this.#first, ...own, ...this.#everywhere];
      this.#byPlugin.set(pluginId, elements);
    }
    return elements;
  }
}
