import { FormFile } from '../../http/__testUtils__/multipart';

/** A file that every import takes; each ignores the columns of the others. */
export const importableFile: FormFile = {
  name: 'import.csv',
  content:
    'staff_id,first_name,last_name,email,name,code\r\n' +
    'IMP1,Ada,Lovelace,ada@example.org,Engines,ENG\r\n',
};
