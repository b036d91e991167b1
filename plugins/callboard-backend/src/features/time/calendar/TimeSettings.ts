import {
  timeSettings,
  TimeSettings as ShownTimeSettings,
  TimeSettingsPatch,
  Workspace,
} from '@callboard/plugin-callboard-common';
import { pick } from 'lodash';
import { RequestContext } from '../../../access/Caller';
import { toWorkspaceResponse } from '../../../core/workspaces/toWorkspaceResponse';
import { WorkspaceService } from '../../../core/workspaces/WorkspaceService';
import { Precondition } from '../../../http/Precondition';
import { toTimeSettings } from '../toTimeSettings';

const keys = Object.keys(timeSettings) as Array<keyof typeof timeSettings>;

/** Reads and changes the time settings of a workspace as a separate resource. */
export class TimeSettings {
  constructor(private readonly workspaces: WorkspaceService) {}

  /** Returns the time settings of the workspace. */
  get({ workspace, role }: RequestContext): ShownTimeSettings {
    return toShownTimeSettings(toWorkspaceResponse(workspace, role));
  }

  /**
   * Patches the settings.
   *
   * @throws PreconditionFailedError when the workspace has changed since the caller read it
   */
  async update(
    context: RequestContext,
    { reminders, ...patch }: TimeSettingsPatch,
    precondition: Precondition,
  ): Promise<ShownTimeSettings> {
    const settings = {
      ...patch,
      reminders: reminders && {
        ...toTimeSettings(context.workspace).reminders,
        ...reminders,
      },
    };
    return toShownTimeSettings(
      await this.workspaces.update(
        context,
        context.workspace.slug,
        { settings },
        precondition,
      ),
    );
  }
}

function toShownTimeSettings({
  settings,
  version,
}: Workspace): ShownTimeSettings {
  return { ...pick(settings, keys), version };
}
