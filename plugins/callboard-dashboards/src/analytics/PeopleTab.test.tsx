import { screen } from '@testing-library/react';
import { usualAnalytics } from './__testUtils__/answerAnalytics';
import { openAnalytics } from './__testUtils__/openAnalytics';
import { rowsOf } from './__testUtils__/rowsOf';

describe('the tab People', () => {
  it('tells what each has, did and logged', async () => {
    openAnalytics('/analytics?tab=people');
    expect(await rowsOf('By person')).toEqual([
      expect.stringMatching(/Mona Manager.*1.*9.*0m/),
      expect.stringMatching(
        /Max Member.*5.*3 up from 2.*4.*2 down from 6.*2h 30m.*1h 30m up from 1h/,
      ),
    ]);
  });

  it('says that there is nobody', async () => {
    openAnalytics('/analytics?tab=people', numbers => {
      numbers.people = { ...usualAnalytics.people, people: [] };
    });
    expect(
      await screen.findByText('Nobody had work or logged time in this range'),
    ).toBeVisible();
  });
});
