import { LoggerService } from '@backstage/backend-plugin-api';
import { EventParams, EventsService } from '@backstage/plugin-events-node';
import { WorkItemSink, WorkItemSource } from '@callboard/plugin-callboard-node';
import { Repositories } from './catalog/Repositories';
import { readDelivery } from './delivery/readDelivery';
import { ISSUES_TOPIC, PULL_REQUESTS_TOPIC } from './delivery/topics';
import { IssueIntake } from './IssueIntake';
import { GithubConfig } from './readGithubConfig';

/** GitHub's issues, as its webhooks and its REST API tell of them. */
export class GithubSource implements WorkItemSource {
  readonly id = 'github';

  constructor(
    private readonly deps: {
      config: GithubConfig;
      events: EventsService;
      logger: LoggerService;
      repositories: Repositories;
      intake: IssueIntake;
      /** Begins the reading through the REST API. */
      scheduleImport: (sink: WorkItemSink) => Promise<void>;
    },
  ) {}

  /** {@inheritdoc @callboard/plugin-callboard-node#WorkItemSource.connect} */
  async connect(sink: WorkItemSink): Promise<void> {
    const { config, events } = this.deps;
    await events.subscribe({
      id: 'github-work-items',
      topics: [
        ISSUES_TOPIC,
        ...(config.pullRequests ? [PULL_REQUESTS_TOPIC] : []),
      ],
      onEvent: event => this.take(sink, event),
    });
    await this.deps.scheduleImport(sink);
  }

  /**
   * Takes one delivery, in one transaction. What throws is logged by the
   * platform; GitHub does not deliver again by itself, the next import makes up
   * for it.
   */
  private async take(
    sink: WorkItemSink,
    { topic, eventPayload, metadata }: EventParams,
  ): Promise<void> {
    const { repositories, intake, logger } = this.deps;
    const delivery = readDelivery(topic, eventPayload);
    if (!delivery) {
      return;
    }
    const entity_ref = await repositories.entityOf(delivery.repository);
    if (!entity_ref) {
      logger.debug(
        `Nothing in the catalog is from ${delivery.repository}: a delivery about it is passed over`,
        { delivery: String(metadata?.['x-github-delivery'] ?? 'unknown') },
      );
      return;
    }
    await intake.take(sink, entity_ref, [delivery]);
  }
}
