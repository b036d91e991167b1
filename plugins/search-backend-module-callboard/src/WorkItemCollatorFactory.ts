import {
  DocumentCollatorFactory,
  IndexableDocument,
} from '@backstage/plugin-search-common';
import {
  CallboardClient,
  callboardWorkItemReadPermission,
  endpoints,
  SearchableWorkItem,
  WORK_ITEM_SEARCH_TYPE,
  buildWorkItemPath,
} from '@callboard/plugin-callboard-common';
import { Readable } from 'stream';
import { toPlainText } from './plainText';

/** A work item in the index of the portal's search. */
export interface WorkItemDocument extends IndexableDocument {
  identifier: string;
  /** The name of the project. */
  project: string;
  state: string;
  stateGroup: string;
  stateColor: string;
  entityRef: string;
}

/** Reads the work items for the index, a page at a time. */
export class WorkItemCollatorFactory implements DocumentCollatorFactory {
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
      yield* page.items.map(toDocument);
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
