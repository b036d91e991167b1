import {
  people,
  PersonName,
  TestCallboard,
} from '../../../__testUtils__/startCallboard';

const ROOT = '/workspaces/default';

/** The departments of the default workspace, and who is in them. */
export class Departments {
  #made = 0;

  constructor(private readonly callboard: TestCallboard) {}

  /** Makes a department that somebody manages, and answers its id. */
  async found(
    manager: PersonName | null,
    parent_id: string | null = null,
  ): Promise<string> {
    const department = await this.post('/departments', {
      name: this.newName(),
      manager_ref: manager && people[manager],
      parent_id,
    });
    return department.id;
  }

  /** Puts somebody on the staff, and answers the id of their record. */
  async employ(
    who: PersonName,
    department_id: string,
    more: object = {},
  ): Promise<string> {
    const staff = await this.post('/staff', {
      staff_id: this.newName(),
      first_name: who,
      last_name: 'Person',
      email: `${who}@example.com`,
      user_ref: people[who],
      department_id,
      ...more,
    });
    return staff.id;
  }

  private newName(): string {
    this.#made += 1;
    return `T${this.#made}`;
  }

  private async post(path: string, body: object): Promise<{ id: string }> {
    const made = await this.callboard
      .as('superAdmin')
      .post(ROOT + path, body)
      .expect(201);
    return made.body;
  }
}
