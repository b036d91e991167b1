import { projectSettings as schema } from '@callboard/plugin-callboard-common';
import { Settings } from '../settings/Settings';

/** The settings of projects, as rows hold them. */
export const projectSettings = new Settings(schema);
