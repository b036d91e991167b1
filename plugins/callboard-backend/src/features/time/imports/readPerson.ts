import { userRef } from '@callboard/plugin-callboard-common';
import { z } from 'zod';
import { isMailAddress } from '../../../isMailAddress';
import { RowCells } from './RowCells';
import { DraftPerson } from './WorklogDraft';
import { WorklogFileFormat } from './WorklogFileFormat';

const userRefCell = z
  .string()
  .transform(text => text.toLowerCase())
  .pipe(userRef);

/**
 * Parses the person of a row; null where it names none. The user name can be an email address, as
 * many people sign in with it.
 */
export function readPerson(
  cells: RowCells,
  { person }: Pick<WorklogFileFormat, 'person'>,
): DraftPerson | null {
  const refColumn = cells.findFilledColumn(person.user_ref);
  const user_ref = refColumn && cells.read(refColumn, userRefCell);
  const username = cells.findFirstText(person.username);
  const address = [cells.findFirstText(person.email), username].find(
    text => text && isMailAddress(text),
  );
  const called: DraftPerson = {
    user_ref: user_ref ?? null,
    email: address?.toLowerCase() ?? null,
    username,
    name: cells.findFirstText(person.name),
  };
  return Object.values(called).some(Boolean) ? called : null;
}
