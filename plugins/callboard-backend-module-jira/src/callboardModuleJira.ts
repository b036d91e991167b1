import {
  coreServices,
  createBackendFeatureLoader,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { eventsExtensionPoint } from '@backstage/plugin-events-node/alpha';
import {
  readProjectKinds,
  workItemSourcesExtensionPoint,
} from '@callboard/plugin-callboard-node';
import { createSignatureValidator } from './events/createSignatureValidator';
import { JiraProjects } from './JiraProjects';
import { JiraSource, TOPIC } from './JiraSource';
import { readJiraConfig } from './readJiraConfig';

/** Ingests the issues of each configured instance. */
const sourceModule = createBackendModule({
  pluginId: 'callboard',
  moduleId: 'jira',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        events: eventsServiceRef,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        rootConfig: coreServices.rootConfig,
        sources: workItemSourcesExtensionPoint,
      },
      async init({ sources, lifecycle, rootConfig, ...platform }) {
        const stop = new AbortController();
        lifecycle.addShutdownHook(() => stop.abort());
        const instances = readJiraConfig(rootConfig);
        instances.forEach((instance, index) => {
          const context = { ...platform, instance, signal: stop.signal };
          const projects = new JiraProjects({
            ...context,
            isFirst: index === 0,
            kinds: readProjectKinds(rootConfig),
          });
          const isOnly = instances.length === 1;
          sources.addSource(new JiraSource({ ...context, isOnly, projects }));
        });
      },
    });
  },
});

/** Receives Jira's signed events at `/api/events/http/jira` and publishes them. */
const webhookModule = createBackendModule({
  pluginId: 'events',
  moduleId: 'jira-webhook',
  register(env) {
    env.registerInit({
      deps: {
        events: eventsExtensionPoint,
        rootConfig: coreServices.rootConfig,
      },
      async init({ events, rootConfig }) {
        events.addHttpPostIngress({
          topic: TOPIC,
          validator: createSignatureValidator(readJiraConfig(rootConfig)),
        });
      },
    });
  },
});

/**
 * Ingests the issues of Jira as work items: through its REST API, and after its webhook events.
 * Webhook events need the events backend and a `webhookSecret`: without one, their endpoint does
 * not exist.
 *
 * @public
 */
export const callboardModuleJira = createBackendFeatureLoader({
  deps: { config: coreServices.rootConfig },
  *loader({ config }) {
    yield sourceModule;
    if (readJiraConfig(config).some(({ webhookSecret }) => webhookSecret)) {
      yield webhookModule;
    }
  },
});
