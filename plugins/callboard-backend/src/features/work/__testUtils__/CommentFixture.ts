import {
  IngestionResult,
  WorkItem,
  WorkItemComment,
} from '@callboard/plugin-callboard-common';
import {
  PersonName,
  TestCallboard,
} from '../../../__testUtils__/startCallboard';
import { ProjectFixture } from './ProjectFixture';

/** A work item with helpers to create and read the comments on it. */
export class CommentFixture {
  private constructor(
    private readonly callboard: TestCallboard,
    readonly project: ProjectFixture,
    readonly item: WorkItem,
  ) {}

  /** Creates an item without comments. */
  static async create(
    callboard: TestCallboard,
    fixture: ProjectFixture,
    values: Record<string, unknown> = {},
  ): Promise<CommentFixture> {
    return new CommentFixture(callboard, fixture, await fixture.make(values));
  }

  get path(): string {
    return `${this.project.path}/work-items/${this.item.id}/comments`;
  }

  getCommentPath({ id }: { id: string }): string {
    return `${this.path}/${id}`;
  }

  as(who: PersonName) {
    return this.callboard.as(who);
  }

  /** Creates a comment. */
  async comment(
    body: string,
    who: PersonName = 'superAdmin',
  ): Promise<WorkItemComment> {
    const response = await this.as(who).post(this.path, { body }).expect(201);
    return response.body;
  }

  /** Lists the comments, in the order of the response. */
  async list(query = ''): Promise<WorkItemComment[]> {
    const { body } = await this.as('superAdmin')
      .get(`${this.path}?${query}`)
      .expect(200);
    return body.items;
  }

  /** Ingests comments of a source, as another Backstage plugin does. */
  async ingest(
    source: string,
    comments: unknown[],
  ): Promise<IngestionResult[]> {
    const { body } = await this.callboard
      .as('service')
      .post('/workspaces/default/work-items/comments/ingest', {
        source,
        comments,
      })
      .expect(200);
    return body.results;
  }
}
