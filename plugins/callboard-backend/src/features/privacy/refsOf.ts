import { PersonalData } from '../../database/StoredData';

/** The columns that say by reference whom a row is about. */
export function refsOf({ identifiedBy }: PersonalData): string[] {
  return identifiedBy
    .filter(({ holds, path }) => holds === 'user_ref' && path === undefined)
    .map(({ column }) => column);
}
