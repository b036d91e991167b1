import { createBackendPlugin } from '@backstage/backend-plugin-api';
import {
  auditSourcesExtensionPoint,
  notificationRulesExtensionPoint,
  seedersExtensionPoint,
  workItemSourcesExtensionPoint,
} from '@callboard/plugin-callboard-node';
import { Subscribers, subscribersExtensionPoint } from './changes/Subscriber';
import { createCore } from './core/Core';
import { AuditSources } from './features/activity/ActivityAuditSink';
import { addFeatures } from './features/addFeatures';
import { AddedRules } from './features/notifications/rules/NotificationRules';
import { WorkItemSources } from './features/work/sources/WorkItemSources';
import { deferTasks } from './kernel/deferTasks';
import { platformServices } from './kernel/Platform';
import { redactTokens } from './kernel/tracing';
import { Seeders } from './seeding/Seeders';
import { startSeeding } from './seeding/startSeeding';

/**
 * The backend of Callboard.
 *
 * @public
 */
export const callboardPlugin = createBackendPlugin({
  pluginId: 'callboard',
  register(env) {
    const seeders = new Seeders();
    env.registerExtensionPoint(seedersExtensionPoint, seeders);
    const sources = new WorkItemSources();
    env.registerExtensionPoint(workItemSourcesExtensionPoint, sources);
    const audits = new AuditSources();
    env.registerExtensionPoint(auditSourcesExtensionPoint, audits);
    const addedRules = new AddedRules();
    env.registerExtensionPoint(notificationRulesExtensionPoint, addedRules);
    const subscribers: Subscribers = { transactional: [], external: [] };
    env.registerExtensionPoint(subscribersExtensionPoint, subscribers);

    env.registerInit({
      deps: platformServices,
      async init(services) {
        const tasks = deferTasks(services.scheduler);
        const platform = { ...services, scheduler: tasks.scheduler };
        platform.httpRouter.use(redactTokens);
        const core = await createCore(platform, subscribers);
        const extensions = { sources, audits, addedRules };
        const features = await addFeatures(core, extensions);
        platform.httpRouter.use(core.router.build(core.config.features));

        await startSeeding(core, seeders, features);
        await tasks.begin();
        for (const feature of features) {
          await feature.start?.();
        }
        core.relayRunner.start();
        platform.lifecycle.addShutdownHook(() => core.relayRunner.stop());
        core.queue.start();
        platform.lifecycle.addShutdownHook(() => core.queue.stop());
      },
    });
  },
});
