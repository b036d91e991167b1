import { FormFile } from '../../http/__testUtils__/multipart';

/** A file that every import accepts. Each import ignores the columns of the other imports. */
export const importableFile: FormFile = {
  name: 'import.csv',
  content:
    'staff_id,first_name,last_name,email,name,code,date,work_item,minutes\r\n' +
    'IMP1,Ada,Lovelace,ada@example.org,Engines,ENG,2020-05-20,MAXMEMBER-1,1\r\n',
};
