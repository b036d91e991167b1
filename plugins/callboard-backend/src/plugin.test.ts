import { TestDatabases } from '@backstage/backend-test-utils';
import { databaseIds } from './__testUtils__/databases';
import { startCallboard } from './__testUtils__/startCallboard';

describe('callboard plugin', () => {
  const databases = TestDatabases.create({ ids: databaseIds });

  it.each(databases.eachSupportedId())(
    'serves profile, activity, exports and the OpenAPI document on %p @full',
    async databaseId => {
      const callboard = await startCallboard(databases, databaseId);
      const me = await callboard.as('member').get('/me').expect(200);
      expect(me.body).toMatchObject({
        user_ref: 'user:default/max.member',
        display_name: 'Max Member',
        email: 'max.member@example.com',
        is_super_admin: false,
        workspaces: [
          { slug: 'default', name: 'Default', timezone: 'UTC', role: 'member' },
        ],
      });
      await callboard.as('nobody').get('/me').expect(401);
      await callboard.as('service').get('/me').expect(403);

      const list = await callboard.as('member').get('/activity').expect(200);
      expect(list.body.activities).toMatchObject([
        {
          action: 'create',
          entity_type: 'workspace_member',
          entity_label: 'Max Member',
        },
        { action: 'create', entity_type: 'workspace' },
      ]);
      const summary = await callboard
        .as('superAdmin')
        .get('/admin/activity/summary?group_by=user,date')
        .expect(200);
      expect(summary.body).toMatchObject({ total: 3 });
      const doc = await callboard.as('nobody').get('/openapi.json').expect(200);
      expect(doc.body.openapi).toBe('3.1.0');
      await callboard.as('nobody').get('/health').expect(200);
      const csv = await callboard
        .as('superAdmin')
        .get('/admin/activity/export.csv')
        .expect(200);
      expect(csv.text.split('\r\n')).toHaveLength(5);
      await callboard.stop();
    },
  );
});
