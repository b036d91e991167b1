import { workspaceSettings as schema } from '@callboard/plugin-callboard-common';
import { Settings } from '../settings/Settings';

/** The stored settings of workspaces. */
export const workspaceSettings = new Settings(schema);
