import type { PluginHeaderActionsApi } from '@backstage/frontend-plugin-api';
import { cloneElement } from 'react';

/** An action in the header of the pages of one plugin, or of all. */
export interface HeaderAction {
  pluginId: string;
  element: JSX.Element;
  isOnEveryPage: boolean;
}

/** The actions of every page's header: those of the page's own plugin, then ours. */
export class HeaderActions implements PluginHeaderActionsApi {
  // Pages compare what they get, so it has to stay the same.
  readonly #byPlugin = new Map<string, Array<JSX.Element | null>>();
  readonly #own: readonly HeaderAction[];
  readonly #everywhere: readonly JSX.Element[];

  /** @param search - an element with a key; it stands before those of plugins */
  constructor(actions: readonly HeaderAction[], search: JSX.Element) {
    this.#own = actions.filter(({ isOnEveryPage }) => !isOnEveryPage);
    this.#everywhere = [
      search,
      ...actions
        .filter(({ isOnEveryPage }) => isOnEveryPage)
        .map(({ element, pluginId }) =>
          cloneElement(element, { key: `every-${pluginId}` }),
        ),
    ];
  }

  getPluginHeaderActions(pluginId: string): Array<JSX.Element | null> {
    let elements = this.#byPlugin.get(pluginId);
    if (!elements) {
      const own = this.#own
        .filter(action => action.pluginId === pluginId)
        .map(({ element }, index) =>
          cloneElement(element, { key: element.key ?? `own-${index}` }),
        );
      elements = [...own, ...this.#everywhere];
      this.#byPlugin.set(pluginId, elements);
    }
    return elements;
  }
}
