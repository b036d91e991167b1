import {
  people,
  PersonName,
  TestCallboard,
} from '../../../__testUtils__/startCallboard';

const ROOT = '/workspaces/default';

/** The departments of the default workspace and their staff. */
export class Departments {
  #nameCount = 0;

  constructor(private readonly callboard: TestCallboard) {}

  /** Creates a department with a manager and returns its id. */
  async createDepartment(
    manager: PersonName | null,
    parent_id: string | null = null,
  ): Promise<string> {
    const department = await this.post('/departments', {
      name: this.createName(),
      manager_ref: manager && people[manager],
      parent_id,
    });
    return department.id;
  }

  /** Adds a person to the staff and returns the id of their staff record. */
  async createStaff(
    who: PersonName,
    department_id: string,
    values: object = {},
  ): Promise<string> {
    const staff = await this.post('/staff', {
      staff_id: this.createName(),
      first_name: who,
      last_name: 'Person',
      email: `${who}@example.com`,
      user_ref: people[who],
      department_id,
      ...values,
    });
    return staff.id;
  }

  private createName(): string {
    this.#nameCount += 1;
    return `T${this.#nameCount}`;
  }

  private async post(path: string, body: object): Promise<{ id: string }> {
    const response = await this.callboard
      .as('superAdmin')
      .post(ROOT + path, body)
      .expect(201);
    return response.body;
  }
}
