import {
  timeSettings,
  TimeSettings as ShownTimeSettings,
  TimeSettingsPatch,
  Workspace,
} from '@callboard/plugin-callboard-common';
import { pick } from 'lodash';
import { Asker } from '../../../access/Caller';
import { workspaceOnWire } from '../../../core/workspaces/WorkspaceRow';
import { WorkspaceService } from '../../../core/workspaces/WorkspaceService';
import { Precondition } from '../../../http/Precondition';
import { timeSettingsOf } from '../timeSettingsOf';

const keys = Object.keys(timeSettings) as Array<keyof typeof timeSettings>;

/** The settings of a workspace that are about time, as a resource of their own. */
export class TimeSettings {
  constructor(private readonly workspaces: WorkspaceService) {}

  /** What the workspace has settled. */
  get({ workspace, role }: Asker): ShownTimeSettings {
    return shown(workspaceOnWire(workspace, role));
  }

  /**
   * Changes them; what is left out stays as it is.
   *
   * @throws PreconditionFailedError when the workspace is not what the caller read
   */
  async update(
    asker: Asker,
    { reminders, ...patch }: TimeSettingsPatch,
    precondition: Precondition,
  ): Promise<ShownTimeSettings> {
    const settings = {
      ...patch,
      reminders: reminders && {
        ...timeSettingsOf(asker.workspace).reminders,
        ...reminders,
      },
    };
    return shown(
      await this.workspaces.update(
        asker,
        asker.workspace.slug,
        { settings },
        precondition,
      ),
    );
  }
}

function shown({ settings, version }: Workspace): ShownTimeSettings {
  return { ...pick(settings, keys), version };
}
