import {
  coreServices,
  createBackendModule,
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import {
  eventsServiceRef,
  EventParams,
  EventsService,
} from '@backstage/plugin-events-node';
import {
  EntityLookup,
  workItemSourcesExtensionPoint,
  SourceVisibility,
  WorkItemSink,
  WorkItemSource,
} from '@callboard/plugin-callboard-node';
import { Repositories, REPOSITORY_ANNOTATION } from './catalog/Repositories';
import { CommentIngester } from './CommentIngester';
import { IssueIngester } from './IssueIngester';
import { readGithubConfig, GithubConfig } from './readGithubConfig';
import { readDelivery, readVisibility, topics } from './delivery/readDelivery';
import {
  getDeliveryTime,
  readSettingDelivery,
} from './delivery/readSettingDelivery';
import { scheduleImport } from './import/scheduleImport';

/** GitHub's issues, from its webhooks and its REST API. */
class GithubSource implements WorkItemSource {
  readonly id = 'github';

  constructor(
    private readonly deps: {
      config: GithubConfig;
      rootConfig: RootConfigService;
      events: EventsService;
      logger: LoggerService;
      repositories: Repositories;
      issueIngester: IssueIngester;
      commentIngester: CommentIngester;
    },
  ) {}

  /** {@inheritdoc @callboard/plugin-callboard-node#WorkItemSource.connect} */
  async connect(sink: WorkItemSink): Promise<void> {
    const { config, events, logger } = this.deps;
    if (config.repositories.length === 0) {
      logger.info(
        'GitHub issues are not imported, because callboard.github.repositories is empty',
      );
      return;
    }
    await events.subscribe({
      id: 'github-work-items',
      topics: Object.values(topics).filter(
        topic => config.pullRequests || topic !== topics.pullRequests,
      ),
      onEvent: event => this.handleEvent(sink, event),
    });
    await scheduleImport(this.deps, sink);
  }

  /**
   * Ingests one delivery: the visibility of the repository, then an issue, a comment, a label or a
   * milestone. The platform logs errors. GitHub does not redeliver automatically, but the next
   * import reads missed changes of issues and comments.
   */
  private async handleEvent(
    sink: WorkItemSink,
    { topic, eventPayload, metadata }: EventParams,
  ): Promise<void> {
    const { repositories, logger, config } = this.deps;
    const { issueIngester, commentIngester } = this.deps;
    const id = metadata?.['x-github-delivery']?.toString();
    const delivery = readDelivery(topic, eventPayload);
    const settingDelivery = readSettingDelivery(
      topic,
      eventPayload,
      getDeliveryTime(id, new Date()),
    );
    const content =
      delivery ?? settingDelivery ?? readVisibility(topic, eventPayload);
    if (!content) {
      return;
    }
    const { repository: full_name, is_private } = content;
    const entity_ref = await repositories.findEntityRef(full_name);
    if (!entity_ref) {
      logger.debug(
        `Ignored a webhook delivery: the repository ${full_name} is not allowed, or no entity or several entities are annotated with it`,
        { delivery: id ?? 'unknown' },
      );
      return;
    }
    const name = full_name.toLowerCase();
    await sink.recordEvent(config.workspace, entity_ref, name);
    if (is_private !== undefined) {
      await new SourceVisibility(sink, config.workspace).record(
        { name, entity_ref },
        is_private,
      );
    }
    if (delivery?.comment) {
      const { comment } = delivery;
      await commentIngester.ingest(sink, entity_ref, { ...delivery, comment });
    } else if (delivery) {
      await issueIngester.ingest(sink, entity_ref, [delivery]);
    }
    if (settingDelivery) {
      await sink.ingestSettings(config.workspace, [
        { ...settingDelivery.setting, entity_ref },
      ]);
    }
  }
}

/**
 * Ingests GitHub's issues as work items: from the webhook deliveries that the platform publishes,
 * and through GitHub's REST API.
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
        const shared = {
          ...platform,
          config,
          issueIngester: new IssueIngester({ ...platform, config }),
        };
        sources.addSource(
          new GithubSource({
            ...shared,
            repositories,
            commentIngester: new CommentIngester(shared),
          }),
        );
      },
    });
  },
});
