import {
  timeSettings,
  TimeSettings,
  TimeSettingsPatch,
  Workspace,
} from '@callboard/plugin-callboard-common';
import { pick } from 'lodash';
import { RequestContext } from '../../../access/Caller';
import { SettingValues } from '../../../core/Settings';
import {
  toWorkspaceResponse,
  workspaceSettings,
  WorkspaceService,
} from '../../../core/workspaces/WorkspaceService';
import { Precondition } from '../../../http/Precondition';

/** The time settings of a workspace. */
export type TimeSettingValues = SettingValues<typeof timeSettings>;

const settingKeys = Object.keys(timeSettings) as Array<
  keyof typeof timeSettings
>;

/** Reads and changes the time settings of a workspace as a separate resource. */
export class TimeSettingsService {
  constructor(private readonly workspaces: WorkspaceService) {}

  /** Returns the time settings of the workspace. */
  get({ workspace, role }: RequestContext): TimeSettings {
    return toTimeSettingsResponse(toWorkspaceResponse(workspace, role));
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
  ): Promise<TimeSettings> {
    return toTimeSettingsResponse(
      await this.workspaces.update(
        context,
        context.workspace.slug,
        // Merges with the locked settings, because the settings in `context` may be outdated.
        stored => ({
          settings: {
            ...patch,
            reminders: reminders && {
              ...workspaceSettings.parseValues(stored).reminders,
              ...reminders,
            },
          },
        }),
        precondition,
      ),
    );
  }
}

function toTimeSettingsResponse({
  settings,
  version,
  updated_at,
}: Workspace): TimeSettings {
  return { ...pick(settings, settingKeys), version, updated_at };
}
