import { endpoints } from '@callboard/plugin-callboard-common';
import { Core } from '../../core/Core';
import { toRegistryAction } from './toRegistryAction';
import { assistantActions } from './assistantActions';

/** Registers the actions of assistants in the portal's actions registry. */
export function addAssistants({
  config,
  platform,
  router,
  privacy,
}: Core): void {
  const { actions } = config.assistants;
  const offered = assistantActions.filter(
    ({ effect }) => actions || effect === 'reads',
  );
  router.handle(endpoints.listAssistantTools, async () => ({
    actions,
    tools: offered.map(({ name, title, description, effect }) => ({
      name,
      title,
      description,
      effect,
    })),
  }));
  for (const action of offered) {
    platform.actions.register(
      toRegistryAction(action, { auth: platform.auth, router, privacy }),
    );
  }
}
