import { ImportOptions } from '@callboard/plugin-callboard-common';

/** What an import of departments has to know besides the file. */
export interface ImportSetting
  extends Pick<ImportOptions, 'skip_existing' | 'update_existing'> {
  workspace_id: string;
  /** The types of departments there are; when there are none, every one is. */
  types: readonly string[];
  /** What people are called. */
  names: ReadonlyMap<string, string>;
  /** Milliseconds since 1970. */
  now: number;
}
