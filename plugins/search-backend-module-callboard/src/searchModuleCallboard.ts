import {
  coreServices,
  createBackendModule,
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { searchIndexRegistryExtensionPoint } from '@backstage/plugin-search-backend-node/alpha';
import { createServiceClient } from '@callboard/plugin-callboard-node';
import {
  DocumentCollatorFactory,
  IndexableDocument,
} from '@backstage/plugin-search-common';
import {
  CallboardClient,
  callboardWorkItemReadPermission,
  endpoints,
  isFeatureOn,
  SearchableWorkItem,
  WORK_ITEM_SEARCH_TYPE,
  buildWorkItemPath,
} from '@callboard/plugin-callboard-common';
import { Readable } from 'stream';
import { setImmediate } from 'timers/promises';
import { doesPolicyFilter } from './doesPolicyFilter';
import { IndexRefresher } from './IndexRefresher';
import { toPlainText } from './plainText';

/** A work item in the index of the portal's search. */
interface WorkItemDocument extends IndexableDocument {
  identifier: string;
  /** The name of the project. */
  project: string;
  state: string;
  stateGroup: string;
  stateColor: string;
  entityRef: string;
}

/** Streams the work items for the index, a page at a time. */
class WorkItemCollatorFactory implements DocumentCollatorFactory {
  readonly type = WORK_ITEM_SEARCH_TYPE;
  readonly visibilityPermission = callboardWorkItemReadPermission;

  /**
   * @param isFiltered - whether the portal's policy filters the results, so that the index may
   *   contain items of restricted visibility
   */
  constructor(
    private readonly client: CallboardClient,
    private readonly isFiltered: boolean,
  ) {}

  async getCollator(): Promise<Readable> {
    return Readable.from(this.streamDocuments());
  }

  private async *streamDocuments(): AsyncGenerator<WorkItemDocument> {
    let cursor: string | undefined;
    do {
      const page = await this.client.call(endpoints.listSearchableWorkItems, {
        query: { cursor, restricted: this.isFiltered },
      });
      for (const item of page.items) {
        yield toDocument(item);
        // Yields to the event loop, because converting a long description takes milliseconds.
        await setImmediate();
      }
      cursor = page.next_cursor ?? undefined;
    } while (cursor);
  }
}

function toDocument(item: SearchableWorkItem): WorkItemDocument {
  return {
    title: `${item.identifier} ${item.title}`,
    text: toPlainText(item.description ?? ''),
    location: buildWorkItemPath(item.entity_ref, item.id),
    identifier: item.identifier,
    project: item.project,
    state: item.state,
    stateGroup: item.state_group,
    stateColor: item.state_color,
    entityRef: item.entity_ref,
    authorization: { resourceRef: item.id },
  };
}

const SCHEDULE = 'search.collators.callboard.schedule';

/** The task id that the search plugin derives from the type of the documents. */
const TASK_ID = 'search_index_callboard_work-item';

const defaultSchedule: SchedulerServiceTaskScheduleDefinition = {
  frequency: { minutes: 10 },
  timeout: { minutes: 15 },
  // Callboard must have started first.
  initialDelay: { seconds: 10 },
};

/**
 * Indexes work items, unless their feature is off.
 *
 * @public
 */
export const searchModuleCallboard = createBackendModule({
  pluginId: 'search',
  moduleId: 'callboard',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        events: eventsServiceRef,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
        indexRegistry: searchIndexRegistryExtensionPoint,
      },
      async init({ config, indexRegistry, lifecycle, ...deps }) {
        if (!isFeatureOn(config, 'work')) {
          return;
        }
        const schedule = config.has(SCHEDULE)
          ? readSchedulerServiceTaskScheduleDefinitionFromConfig(
              config.getConfig(SCHEDULE),
            )
          : defaultSchedule;
        indexRegistry.addCollator({
          schedule: deps.scheduler.createScheduledTaskRunner(schedule),
          factory: new WorkItemCollatorFactory(
            createServiceClient(deps),
            doesPolicyFilter(config, deps.logger),
          ),
        });
        const refresher = new IndexRefresher({ ...deps, taskId: TASK_ID });
        await refresher.start();
        lifecycle.addShutdownHook(() => refresher.stop());
      },
    });
  },
});
