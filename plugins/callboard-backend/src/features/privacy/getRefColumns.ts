import { PersonalData } from '../../database/FeatureTables';

/** The columns that identify the person of a row by reference. */
export function getRefColumns({ identifiedBy }: PersonalData): string[] {
  return identifiedBy
    .filter(({ holds, path }) => holds === 'user_ref' && path === undefined)
    .map(({ column }) => column);
}
