import { NotificationPreferences } from '@callboard/plugin-callboard-common';
import { readFileSync } from 'fs';
import { resolve } from 'path';
import { oneDatabase } from '../../../__testUtils__/databases';
import { describeCallboard } from '../../../__testUtils__/describeCallboard';

const root = resolve(__dirname, '../../../../../..');
const page = readFileSync(resolve(root, 'docs/notifications.md'), 'utf8');

const yesOrNo = (value: boolean) => (value ? 'yes' : 'no');

describeCallboard(
  'the page about notifications',
  { databases: oneDatabase },
  callboard => {
    it('has the types that people have preferences about', async () => {
      const { body } = await callboard()
        .as('member')
        .get('/notifications/preferences')
        .expect(200);
      const { types } = body as NotificationPreferences;
      const rows = page
        .split('\n')
        .filter(line => /^\| `[a-z_]+\.[a-z_]+` /.test(line))
        .map(line => line.split('|').map(cell => cell.trim()));
      expect(
        rows.map(([, type, what, , mail, mandatory]) => ({
          type,
          what,
          mail,
          mandatory,
        })),
      ).toEqual(
        types.map(({ type, label, channels, is_mandatory }) => ({
          type: `\`${type}\``,
          what: label,
          mail: yesOrNo(channels.email),
          mandatory: yesOrNo(is_mandatory),
        })),
      );
    });

    it('has the module that the tests load, of fewer than 40 lines', () => {
      const path = resolve(__dirname, '__testUtils__/exampleModule.ts');
      const example = readFileSync(path, 'utf8').trim();
      expect(page).toContain(`\`\`\`ts\n${example}\n\`\`\``);
      expect(example.split('\n').length).toBeLessThan(40);
    });
  },
);
