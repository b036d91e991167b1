import { StaffRow } from '../staff/StaffRow';

/** Finds staff by id, user or email address, ignoring the case of email addresses. */
export class StaffIndex {
  readonly #byId = new Map<string, StaffRow>();
  readonly #byUser = new Map<string, StaffRow>();
  readonly #byMail = new Map<string, StaffRow>();
  readonly #staffIds = new Set<string>();

  constructor(rows: readonly StaffRow[]) {
    rows.forEach(row => this.add(row));
  }

  /** Adds a staff member; among several with the same email address, the first is found. */
  add(row: StaffRow): void {
    const mail = row.email.toLowerCase();
    this.#byId.set(row.id, row);
    this.#staffIds.add(row.staff_id);
    if (row.user_ref) {
      this.#byUser.set(row.user_ref, row);
    }
    if (!this.#byMail.has(mail)) {
      this.#byMail.set(mail, row);
    }
  }

  findById(id: string): StaffRow | undefined {
    return this.#byId.get(id);
  }

  findByUser(user_ref: string): StaffRow | undefined {
    return this.#byUser.get(user_ref);
  }

  findByEmail(mail: string): StaffRow | undefined {
    return this.#byMail.get(mail.toLowerCase());
  }

  hasStaffId(staff_id: string): boolean {
    return this.#staffIds.has(staff_id);
  }
}
