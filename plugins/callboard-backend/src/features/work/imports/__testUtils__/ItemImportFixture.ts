import {
  WorkItem,
  WorkItemImportMapping,
  WorkItemImportResult,
} from '@callboard/plugin-callboard-common';
import { readFileSync } from 'fs';
import { join } from 'path';
import {
  PersonName,
  TestCallboard,
} from '../../../../__testUtils__/startCallboard';
import { multipart } from '../../../../http/__testUtils__/multipart';
import { ImportFixture } from '../../../time/imports/__testUtils__/ImportFixture';

type TestUser = PersonName | `user:${string}`;

/** Fields of the form; the mapping as an object or as JSON. */
interface FormFields {
  mapping?: WorkItemImportMapping | string;
  dry_run?: string;
  preview?: string;
  project_id?: string;
}

/** A workspace in the time zone Europe/Berlin, with the projects PAY and WEB without items. */
export class ItemImportFixture {
  private constructor(private readonly workspace: ImportFixture) {}

  static async open(callboard: TestCallboard): Promise<ItemImportFixture> {
    return new ItemImportFixture(await ImportFixture.open(callboard, []));
  }

  get slug(): string {
    return this.workspace.slug;
  }

  get projects() {
    return this.workspace.projects;
  }

  /** Sends requests relative to the workspace. */
  as(who: TestUser) {
    return this.workspace.as(who);
  }

  /** Uploads a file, by default as an admin into PAY. */
  upload(
    content: string | Buffer,
    { mapping, ...fields }: FormFields = {},
    who: TestUser = 'admin',
  ) {
    const form = {
      project_id: this.projects.pay.id,
      ...(mapping && {
        mapping:
          typeof mapping === 'string' ? mapping : JSON.stringify(mapping),
      }),
      ...fields,
    };
    const { headers, body } = multipart(Object.entries(form), [
      ['file', { name: 'items', content }],
    ]);
    return this.as(who)
      .post('/work-items/import')
      .set(headers)
      .send(body as any);
  }

  /** Imports a file and returns the result. */
  async import(
    content: string | Buffer,
    fields?: FormFields,
    who?: TestUser,
  ): Promise<WorkItemImportResult> {
    return (await this.upload(content, fields, who).expect(200)).body;
  }

  /** Undoes an import into PAY. */
  undo(batch_id: string, who: TestUser = 'admin') {
    return this.as(who).post(
      `/projects/${this.projects.pay.id}/work-items/imports/${batch_id}/undo`,
    );
  }

  /** Lists the items of PAY by number. */
  async listItems(): Promise<WorkItem[]> {
    const { body } = await this.as('superAdmin')
      .get(
        `/projects/${this.projects.pay.id}/work-items?limit=200&order_by=number`,
      )
      .expect(200);
    return body.items;
  }

  /** Reads the names of states, labels, cycles or modules of PAY, by id. */
  async readNames(
    kind: 'states' | 'labels' | 'cycles' | 'modules',
  ): Promise<Map<string, string>> {
    const { body } = await this.as('superAdmin')
      .get(`/projects/${this.projects.pay.id}/${kind}?limit=200`)
      .expect(200);
    return new Map(body.items.map(({ id, name }: any) => [id, name]));
  }

  /**
   * Describes the items of PAY in lines, with names instead of ids, and keys without the id of PAY.
   * Omits blank values.
   */
  async describeItems(): Promise<string[]> {
    const items = await this.listItems();
    const states = await this.readNames('states');
    const labels = await this.readNames('labels');
    const cycles = await this.readNames('cycles');
    const modules = await this.readNames('modules');
    const titles = new Map(items.map(({ id, title }) => [id, title]));
    return items.map(item =>
      Object.entries({
        key: item.external_id?.replace(`${this.projects.pay.id}/`, ''),
        title: item.title,
        state: states.get(item.state_id),
        priority: item.priority,
        assignees: item.assignees.join('+'),
        labels: item.labels
          .map(id => labels.get(id))
          .sort()
          .join('+'),
        cycle: cycles.get(item.cycle_id ?? ''),
        module: modules.get(item.module_id ?? ''),
        parent: titles.get(item.parent_id ?? ''),
        points: item.estimate_points,
        minutes: item.estimate_time,
        start: item.start_date,
        target: item.target_date,
        author: item.created_by,
        created: item.created_at.replace(':00.000Z', 'Z'),
        completed: item.completed_at?.replace(':00.000Z', 'Z'),
      })
        .flatMap(([name, value]) =>
          value === null || value === undefined || value === ''
            ? []
            : `${name}=${String(value).replaceAll('user:default/', '')}`,
        )
        .join(' '),
    );
  }

  /** Finds the id of a state of PAY by name. */
  async findState(name: string): Promise<string> {
    const states = await this.readNames('states');
    return [...states].find(([, stateName]) => stateName === name)![0];
  }
}

/** The content of a fixture file. */
export function readItemFixture(name: string): Buffer {
  return readFileSync(join(__dirname, '../__fixtures__', name));
}
