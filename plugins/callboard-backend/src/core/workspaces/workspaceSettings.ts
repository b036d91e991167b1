import { workspaceSettings as schema } from '@callboard/plugin-callboard-common';
import { Settings } from '../settings/Settings';

/** The settings of workspaces, as rows hold them. */
export const workspaceSettings = new Settings(schema);
