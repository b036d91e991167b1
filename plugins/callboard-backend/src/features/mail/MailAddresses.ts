import { PeopleService } from '../../core/people/PeopleService';
import { isMailAddress } from '../../isMailAddress';
import { Mailbox } from '../../mailConfig';

/** Where mails to a person go. */
export class MailAddresses {
  constructor(
    private readonly deps: {
      people: PeopleService;
      /** The address of a person among the staff of a workspace. */
      addressOfStaff(
        workspace_id: string,
        user_ref: string,
      ): Promise<string | undefined>;
    },
  ) {}

  /**
   * For what happened in a workspace, the address that its staff list has; else the
   * one in the catalog. What is about several workspaces goes to the latter: the
   * admins of one may not choose who reads what happens in the others.
   *
   * @returns undefined where there is none, or none that mail can be sent to
   */
  async of(
    user_ref: string,
    workspace_id: string | undefined,
  ): Promise<Mailbox | undefined> {
    const { people, addressOfStaff } = this.deps;
    const { display_name: name, email } = await people.get(user_ref);
    const ofStaff =
      workspace_id === undefined
        ? undefined
        : await addressOfStaff(workspace_id, user_ref);
    const address = [ofStaff, email].find(
      found => typeof found === 'string' && isMailAddress(found),
    );
    return address ? { name, address } : undefined;
  }
}
