import { worklogFileFormats } from './formats/worklogFileFormats';
import { knownColumns } from './knownColumns';
import { recogniseFormat } from './recogniseFormat';

const clockify =
  'project,client,description,task,user,group,email,tags,billable,start_date,start_time,end_date,end_time,duration_(h),duration_(decimal)';

describe('recognising files of time', () => {
  it.each(worklogFileFormats)('knows $title by all of its columns', format => {
    expect(recogniseFormat(knownColumns(format)).name).toBe(format.name);
    expect(recogniseFormat(format.signature).name).toBe(format.name);
  });

  it('refuses what is no such file, and says what the nearest has more', () => {
    expect(() =>
      recogniseFormat(['staff_id', 'start_date', 'duration']),
    ).toThrow(
      'body.file: has the columns of none of Callboard, Tempo, Kimai, Toggl Track, solidtime: of those of Toggl Track it lacks start_time',
    );
    expect(() => recogniseFormat(clockify.split(','))).toThrow(
      'it lacks duration',
    );
  });

  it('refuses to choose between two', () => {
    const [one, other] = worklogFileFormats;
    expect(() =>
      recogniseFormat([...one.signature, ...other.signature]),
    ).toThrow(
      'body.file: has the columns of more than one of Callboard, Tempo',
    );
  });
});
