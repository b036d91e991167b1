import { WorklogFileFormat } from '../WorklogFileFormat';
import { callboardFormat } from './callboardFormat';
import { kimaiFormat } from './kimaiFormat';
import { solidtimeFormat } from './solidtimeFormat';
import { tempoFormat } from './tempoFormat';
import { togglFormat } from './togglFormat';

/** The supported worklog file formats. */
export const worklogFileFormats: readonly WorklogFileFormat[] = [
  callboardFormat,
  tempoFormat,
  kimaiFormat,
  togglFormat,
  solidtimeFormat,
];
