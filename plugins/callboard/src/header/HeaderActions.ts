import type { PluginHeaderActionsApi } from '@backstage/frontend-plugin-api';
import { cloneElement } from 'react';

/** An action in the header of the pages of one plugin. */
export interface HeaderAction {
  pluginId: string;
  element: JSX.Element;
}

/** The actions of every page's header: those of the page's own plugin, then ours. */
export class HeaderActions implements PluginHeaderActionsApi {
  // Pages compare what they get, so it has to stay the same.
  readonly #byPlugin = new Map<string, Array<JSX.Element | null>>();

  /** @param everywhere - elements with keys, for the pages of all plugins */
  constructor(
    private readonly actions: readonly HeaderAction[],
    private readonly everywhere: readonly JSX.Element[],
  ) {}

  getPluginHeaderActions(pluginId: string): Array<JSX.Element | null> {
    let elements = this.#byPlugin.get(pluginId);
    if (!elements) {
      const own = this.actions
        .filter(action => action.pluginId === pluginId)
        .map(({ element }, index) =>
          cloneElement(element, { key: element.key ?? `own-${index}` }),
        );
      elements = [...own, ...this.everywhere];
      this.#byPlugin.set(pluginId, elements);
    }
    return elements;
  }
}
