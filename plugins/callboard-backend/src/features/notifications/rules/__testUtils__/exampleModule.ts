import { createBackendModule } from '@backstage/backend-plugin-api';
import { buildWorkItemPath } from '@callboard/plugin-callboard-common';
import { notificationRulesExtensionPoint } from '@callboard/plugin-callboard-node';

/** Notifies the people on call of urgent work items. */
export const callboardModuleUrgentWork = createBackendModule({
  pluginId: 'callboard',
  moduleId: 'urgent-work',
  register(env) {
    env.registerInit({
      deps: { notifications: notificationRulesExtensionPoint },
      async init({ notifications }) {
        notifications.addRules({
          types: [{ type: 'work_item.urgent', label: 'New urgent work item' }],
          rules: [
            {
              name: 'urgent-work',
              on: ['work_item.create'],
              toEvent: ({ entity_id, entity_label, resource }, { project }) =>
                resource?.priority === 'urgent'
                  ? {
                      type: 'work_item.urgent',
                      to: { people: ['group:default/on-call'] },
                      title: `Urgent: ${entity_label}`,
                      target_url:
                        project &&
                        buildWorkItemPath(project.entity_ref, entity_id),
                      reason: 'You are on call.',
                      severity: 'high',
                    }
                  : undefined,
            },
          ],
        });
      },
    });
  },
});
