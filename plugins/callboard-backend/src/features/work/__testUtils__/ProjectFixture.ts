import {
  IngestionResult,
  WorkItem,
  WorkState,
} from '@callboard/plugin-callboard-common';
import {
  PersonName,
  TestCallboard,
} from '../../../__testUtils__/startCallboard';
import { readInstant, readOptionalInstant } from '../../../database/dialect';

const PROJECTS = '/workspaces/default/projects';

/** Returns the instant `second` seconds after the start of 2026, in the format of sources. */
export function getInstant(second: number): string {
  return new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString();
}

/** A project of the default workspace, with helpers for its work items and settings. */
export class ProjectFixture {
  #sources = 0;

  private constructor(
    private readonly callboard: TestCallboard,
    readonly pid: string,
    readonly states: Readonly<Record<string, WorkState>>,
  ) {}

  /** Opens the project of a component. */
  static async open(
    callboard: TestCallboard,
    name = 'payments-api',
  ): Promise<ProjectFixture> {
    const superAdmin = callboard.as('superAdmin');
    const { body: project } = await superAdmin
      .put(`${PROJECTS}/by-entity/component/default/${name}`)
      .expect(200);
    const { body } = await superAdmin
      .get(`${PROJECTS}/${project.id}/states`)
      .expect(200);
    return new ProjectFixture(
      callboard,
      project.id,
      Object.fromEntries(
        body.items.map((state: WorkState) => [state.name, state]),
      ),
    );
  }

  get path(): string {
    return `${PROJECTS}/${this.pid}`;
  }

  as(who: PersonName) {
    return this.callboard.as(who);
  }

  /** Creates an item as the super admin. */
  async make(values: Record<string, unknown> = {}): Promise<WorkItem> {
    const { body } = await this.as('superAdmin')
      .post(`${this.path}/work-items`, { title: 'Fix rounding', ...values })
      .expect(201);
    return body;
  }

  /** Changes an item as the super admin. */
  async patch(
    { id }: { id: string },
    values: Record<string, unknown>,
  ): Promise<WorkItem> {
    const { body } = await this.as('superAdmin')
      .patch(`${this.path}/work-items/${id}`, values)
      .expect(200);
    return body;
  }

  async read({ id }: { id: string }): Promise<WorkItem> {
    const { body } = await this.as('superAdmin')
      .get(`${this.path}/work-items/${id}`)
      .expect(200);
    return body;
  }

  /** Creates a label, cycle, module or state. */
  async createSetting(
    kind: string,
    values: Record<string, unknown>,
  ): Promise<any> {
    const { body } = await this.as('superAdmin')
      .post(`${this.path}/${kind}`, values)
      .expect(201);
    return body;
  }

  /** Reads the state history of an item: state name, start and end. */
  async readStateSpans({
    id,
  }: {
    id: string;
  }): Promise<
    Array<[state: string, entered_at: string, left_at: string | null]>
  > {
    const { knex } = this.callboard;
    const rows = await knex('work_item_states')
      .join('work_states', 'work_states.id', 'work_item_states.state_id')
      .where({ work_item_id: id })
      .orderBy('entered_at')
      .select('name', 'entered_at', 'left_at');
    return rows.map(({ name, entered_at, left_at }) => [
      name,
      readInstant(entered_at),
      readOptionalInstant(left_at),
    ]);
  }

  /** Reads when an item was first started, which API responses do not contain. */
  async readStartedAt({ id }: { id: string }): Promise<string | null> {
    const { knex } = this.callboard;
    const [{ started_at }] = await knex('work_items').where({ id });
    return readOptionalInstant(started_at);
  }

  /** Lists the titles of items, in the order of the response. */
  async listTitles(query = ''): Promise<string[]> {
    const { body } = await this.as('superAdmin')
      .get(`${this.path}/work-items?${query}`)
      .expect(200);
    return body.items.map(({ title }: WorkItem) => title);
  }

  /** Returns the name of an unused source. */
  newSource(): string {
    this.#sources += 1;
    return `tests-${this.#sources}`;
  }

  /** Ingests items of a source, as another Backstage plugin does. */
  async ingest(source: string, items: unknown[]): Promise<IngestionResult[]> {
    const { body } = await this.callboard
      .as('service')
      .post('/workspaces/default/work-items/ingest', { source, items })
      .expect(200);
    return body.results;
  }

  /** Lists the items of a source in all projects, ordered by number. */
  async listSourceItems(source: string): Promise<WorkItem[]> {
    const { body } = await this.as('superAdmin')
      .get(
        `/workspaces/default/work-items?source=${source}&order_by=number&limit=200`,
      )
      .expect(200);
    return body.items;
  }
}
