import { PeopleService } from '../../core/people/PeopleService';
import { isMailAddress } from '../../isMailAddress';
import { Mailbox } from '../../mailConfig';

/** Where mails to a person go. */
export class MailAddresses {
  constructor(
    private readonly deps: {
      people: PeopleService;
      /** The address of a person on the staff of a workspace. */
      addressOfStaff(
        workspace_id: string,
        user_ref: string,
      ): Promise<string | undefined>;
    },
  ) {}

  /**
   * The address in the catalog. Where it has none, and for what happened in one
   * workspace, the one on that workspace's staff list. Its admins write that list:
   * they may say where somebody is reached whom the catalog does not know, but not
   * have another's mails come to themselves.
   *
   * @returns undefined where there is none, or none that mail can be sent to
   */
  async of(
    user_ref: string,
    workspace_id: string | undefined,
  ): Promise<Mailbox | undefined> {
    const { people, addressOfStaff } = this.deps;
    const { display_name: name, email } = await people.get(user_ref);
    if (email !== null && isMailAddress(email)) {
      return { name, address: email };
    }
    const ofStaff =
      workspace_id === undefined
        ? undefined
        : await addressOfStaff(workspace_id, user_ref);
    return ofStaff !== undefined && isMailAddress(ofStaff)
      ? { name, address: ofStaff }
      : undefined;
  }
}
