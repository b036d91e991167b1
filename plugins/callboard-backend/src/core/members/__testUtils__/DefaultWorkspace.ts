import { TestDatabaseId } from '@backstage/backend-test-utils';
import { MemberSource } from '@callboard/plugin-callboard-common';
import { MigratedDatabases } from '../../../__testUtils__/MigratedDatabases';
import {
  PersonName,
  startCallboard,
  startCallboardOn,
  TestCallboard,
} from '../../../__testUtils__/startCallboard';

const maxUserRef = 'user:default/max.member';

/** The default workspace of a new Callboard, and Max, who may join it. */
export class DefaultWorkspace {
  readonly base = '/workspaces/default';

  private constructor(public callboard: TestCallboard) {}

  /** Starts a Callboard on a new database. */
  static async start(
    databases: MigratedDatabases,
    databaseId: TestDatabaseId,
    autoJoin?: string,
  ): Promise<DefaultWorkspace> {
    const config = autoJoin ? { workspaces: { default: { autoJoin } } } : {};
    return new DefaultWorkspace(
      await startCallboard(databases, databaseId, { config }),
    );
  }

  /** Restarts Callboard on the same data. */
  async restart(): Promise<void> {
    const restarted = await startCallboardOn(this.callboard.knex);
    await this.callboard.stop();
    this.callboard = restarted;
  }

  async stop(): Promise<void> {
    await this.callboard.stop();
  }

  /** Requests as the super admin. */
  get boss() {
    return this.callboard.as('superAdmin');
  }

  /** A user's roles in workspaces, from their own `GET /me`. */
  async readWorkspaceRoles(personName: PersonName): Promise<string[]> {
    const me = await this.callboard.as(personName).get('/me').expect(200);
    return me.body.workspaces.map((row: any) => `${row.slug}: ${row.role}`);
  }

  /** Max's membership, if he has one. */
  async findMembership() {
    const list = await this.boss
      .get(`${this.base}/members?search=max`)
      .expect(200);
    return list.body.items[0];
  }

  /** The sources of Max's membership. */
  async listSources(): Promise<string[]> {
    const { sources = [] } = (await this.findMembership()) ?? {};
    return sources
      .map(({ source, role }: MemberSource) => `${source} ${role}`)
      .sort();
  }

  /** Adds Max manually. */
  async add(role: string): Promise<void> {
    await this.boss
      .post(`${this.base}/members`, { user_ref: maxUserRef, role })
      .expect(201);
  }

  /** Removes Max's manual membership. */
  async remove(): Promise<void> {
    const { id } = await this.findMembership();
    await this.boss.delete(`${this.base}/members/${id}`).expect(204);
  }

  /** Adds Max to a department that is linked to the workspace. */
  async addThroughDepartment() {
    const { body: workspace } = await this.boss.get(this.base).expect(200);
    const { body: department } = await this.boss
      .post(`${this.base}/departments`, { name: 'Payments' })
      .expect(201);
    await this.boss
      .post(`${this.base}/staff`, {
        staff_id: 'S1',
        first_name: 'Max',
        last_name: 'Member',
        email: 'max.member@example.com',
        user_ref: maxUserRef,
        department_id: department.id,
      })
      .expect(201);
    const links = `${this.base}/departments/${department.id}/links`;
    const link = async () =>
      (await this.boss.post(links, { workspace_id: workspace.id }).expect(201))
        .body.id;
    let id = await link();
    return {
      link: async () => {
        id = await link();
      },
      unlink: async () => {
        await this.boss.delete(`${links}/${id}`).expect(204);
      },
    };
  }
}
