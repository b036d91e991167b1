import { projectSettings as schema } from '@callboard/plugin-callboard-common';
import { Settings } from '../settings/Settings';

/** The stored settings of projects. */
export const projectSettings = new Settings(schema);
