import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import {
  EntityLookup,
  workItemSourcesExtensionPoint,
} from '@callboard/plugin-callboard-node';
import { GithubPeople } from './catalog/GithubPeople';
import { Repositories, REPOSITORY_ANNOTATION } from './catalog/Repositories';
import { CommentIngester } from './CommentIngester';
import { GithubSource } from './GithubSource';
import { IssueIngester } from './IssueIngester';
import { readGithubConfig } from './readGithubConfig';

/**
 * Ingests GitHub's issues as work items: from its webhooks, as the platform publishes them, and
 * through its REST API.
 *
 * @public
 */
export const callboardModuleGithub = createBackendModule({
  pluginId: 'callboard',
  moduleId: 'github',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        events: eventsServiceRef,
        logger: coreServices.logger,
        rootConfig: coreServices.rootConfig,
        sources: workItemSourcesExtensionPoint,
      },
      async init({ sources, ...platform }) {
        const config = readGithubConfig(platform.rootConfig);
        const repositories = new Repositories({
          ...platform,
          entities: new EntityLookup({
            ...platform,
            field: ['metadata', 'annotations', REPOSITORY_ANNOTATION],
            kinds: config.kinds,
          }),
          allowed: config.repositories,
        });
        const people = new GithubPeople(config);
        const issueIngester = new IssueIngester({
          ...platform,
          ...config,
          people,
        });
        const commentIngester = new CommentIngester({
          ...platform,
          ...config,
          people,
          issueIngester,
        });
        sources.addSource(
          new GithubSource({
            ...platform,
            config,
            repositories,
            issueIngester,
            commentIngester,
          }),
        );
      },
    });
  },
});
