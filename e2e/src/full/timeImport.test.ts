import { withPortal } from '../harness/withPortal';
import { listWorklogs } from '../harness/time';
import { makeItem, findDemoProjectPath } from '../harness/work';

const columns =
  '"Description","Duration","Member","Email","Project","Client","Task","Tags","Billable","Start date","Start time","Stop date","Stop time"';

/** A detailed report of Toggl Track about an item; three of its five rows are invalid. */
const buildReport = (identifier: string) => ({
  name: 'toggl.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(
    [
      columns,
      `"${identifier} Round sums","1:30:00","Alex Admin","alex.admin@example.com","Payments","-","-","-","Yes","2025-01-08","10:30:00","2025-01-08","12:00:00"`,
      '"Read mail","0:25:00","Alex Admin","alex.admin@example.com","-","-","-","-","No","2025-01-08","13:00:00","2025-01-08","13:25:00"',
      `"Release night","0:45:00","Alex Admin","alex.admin@example.com","-","-","${identifier}","-","No","2025-01-08","22:00:00","2025-01-08","22:45:00"`,
      `"${identifier} forgotten timer","61:10:00","Alex Admin","alex.admin@example.com","-","-","-","-","No","2025-01-09","18:00:00","2025-01-12","07:10:00"`,
      `"${identifier} by hand","1:00:00","Nobody Known","nobody@example.org","-","-","-","-","No","2025-01-10","09:00:00","2025-01-10","10:00:00"`,
    ].join('\n'),
  ),
});

it(
  'imports the time entries of a Toggl Track report, and skips invalid rows and duplicates',
  withPortal(async session => {
    const item = await makeItem(session, await findDemoProjectPath(session), {
      title: 'Round sums, not entries',
    });
    const page = await session.signInAs('alex.admin', {
      path: '/callboard/time?part=import',
    });
    const getChip = (text: string) =>
      page.getByRole('button', { name: text }).or(page.getByText(text));
    const previewReport = async () => {
      const field = page.getByLabel('File to import');
      await field.setInputFiles(buildReport(item.identifier));
      await page.getByRole('button', { name: 'Preview' }).click();
      await page
        .getByRole('heading', { name: 'Map names in the file' })
        .waitFor();
      await page.getByRole('button', { name: 'Preview' }).click();
      await page.getByRole('heading', { name: 'Import preview' }).waitFor();
    };
    await previewReport();
    await getChip('2 new').first().waitFor();
    await getChip('3 with errors').first().waitFor();
    for (const [row, problem] of [
      [3, 'task: no work item identifier such as PAY-42 found'],
      [5, 'duration must be at most 24 hours'],
      [6, 'email '],
    ] as const) {
      await page
        .getByRole('row', { name: new RegExp(`^${row} Error ${problem}`) })
        .waitFor();
    }
    expect(await listWorklogs(session, item.id)).toEqual([]);

    await page.getByRole('button', { name: 'Import 2 rows' }).click();
    await page.getByRole('heading', { name: 'Import complete' }).waitFor();
    const minutes = (await listWorklogs(session, item.id)).map(
      ({ duration_minutes }) => duration_minutes,
    );
    expect(minutes.sort((a, b) => a - b)).toEqual([45, 90]);

    // A second import of the same file would add no entries.
    await page.getByRole('button', { name: 'Import another file' }).click();
    await previewReport();
    await getChip('0 new').first().waitFor();
    await getChip('2 unchanged or skipped').first().waitFor();
  }),
);
