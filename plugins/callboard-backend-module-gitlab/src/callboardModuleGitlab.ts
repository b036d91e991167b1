import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { workItemSourcesExtensionPoint } from '@callboard/plugin-callboard-node';
import { GitlabApi } from './api/GitlabApi';
import { GitlabPeople } from './catalog/GitlabPeople';
import { GitlabProjects } from './catalog/GitlabProjects';
import { GitlabSource } from './GitlabSource';
import { readGitlabConfig } from './readGitlabConfig';

/**
 * Ingests GitLab's issues as work items: through its REST API, on a schedule and after its webhooks,
 * as the platform publishes them.
 *
 * @public
 */
export const callboardModuleGitlab = createBackendModule({
  pluginId: 'callboard',
  moduleId: 'gitlab',
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
      async init({ sources, lifecycle, ...platform }) {
        const config = readGitlabConfig(platform.rootConfig);
        const stop = new AbortController();
        lifecycle.addShutdownHook(() => stop.abort());
        sources.addSource(
          new GitlabSource({
            ...platform,
            config,
            api: new GitlabApi(),
            projects: new GitlabProjects({ ...platform, ...config }),
            people: new GitlabPeople({ ...platform, ...config }),
            signal: stop.signal,
          }),
        );
      },
    });
  },
});
