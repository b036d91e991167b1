import { PeopleService } from '../../core/people/PeopleService';
import { isMailAddress } from '../../kernel/isMailAddress';
import { Mailbox } from '../../kernel/mailConfig';

/** Resolves email addresses. */
export class MailAddresses {
  constructor(
    private readonly deps: {
      people: PeopleService;
      /** The address of a person on the staff of a workspace. */
      findStaffAddress(
        workspace_id: string,
        user_ref: string,
      ): Promise<string | undefined>;
    },
  ) {}

  /**
   * Returns the address in the catalog. If it has none, and for events of one workspace, returns the
   * address on the staff list of the workspace. Its admins write that list: they may set the address
   * of a person unknown to the catalog, but not redirect another person's emails.
   *
   * @returns undefined without a valid address
   */
  async findMailbox(
    user_ref: string,
    workspace_id: string | undefined,
  ): Promise<Mailbox | undefined> {
    const { people, findStaffAddress } = this.deps;
    const { display_name: name, email } = await people.get(user_ref);
    if (email !== null && isMailAddress(email)) {
      return { name, address: email };
    }
    const ofStaff =
      workspace_id === undefined
        ? undefined
        : await findStaffAddress(workspace_id, user_ref);
    return ofStaff !== undefined && isMailAddress(ofStaff)
      ? { name, address: ofStaff }
      : undefined;
  }
}
