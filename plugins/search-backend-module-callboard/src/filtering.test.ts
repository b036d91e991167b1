import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import { createBackendModule } from '@backstage/backend-plugin-api';
import permissionPlugin from '@backstage/plugin-permission-backend';
import {
  AuthorizeResult,
  isPermission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { callboardWorkItemReadPermission } from '@callboard/plugin-callboard-common';
import {
  createWorkItemConditionalDecision,
  workItemConditions,
} from '@callboard/plugin-callboard-node';
import { authWithActors } from './__testUtils__/authWithActors';
import { ADMIN, SearchedPortal } from './__testUtils__/SearchedPortal';

const GINA = 'user:default/gina.guest';
const MAX = 'user:default/max.member';

const allow: PolicyDecision = { result: AuthorizeResult.ALLOW };
const deny: PolicyDecision = { result: AuthorizeResult.DENY };

/** The policy of docs/search.md. */
class FilteringPolicy implements PermissionPolicy {
  async handle({ permission }: PolicyQuery, user?: PolicyQueryUser) {
    if (isPermission(permission, callboardWorkItemReadPermission)) {
      return user
        ? createWorkItemConditionalDecision(
            permission,
            workItemConditions.isVisibleTo({
              userRef: user.info.userEntityRef,
              ownershipRefs: user.info.ownershipEntityRefs,
            }),
          )
        : deny;
    }
    return allow;
  }
}

const policyModule = createBackendModule({
  pluginId: 'permission',
  moduleId: 'filtering-policy',
  register(env) {
    env.registerInit({
      deps: { policy: policyExtensionPoint },
      async init({ policy }) {
        policy.setPolicy(new FilteringPolicy());
      },
    });
  },
});

/** A portal with an item in a secret project of Max, and one in an open project. */
async function startWithSecret(isPermissionEnabled: boolean) {
  const portal = await SearchedPortal.start({
    components: ['vault', 'ledger'],
    config: {
      permission: { enabled: isPermissionEnabled },
      search: { collators: { callboard: { policyFilters: true } } },
    },
    features: [
      authWithActors,
      httpAuthServiceFactory,
      permissionPlugin,
      policyModule,
    ],
  });
  await portal.send(GINA, 'get', '/api/callboard/me').expect(200);
  const vault = await portal.ensureProject('vault');
  await portal.send(ADMIN, 'patch', vault).send({ access: 'secret' });
  await portal
    .send(ADMIN, 'post', `${vault}/members`)
    .send({ user_ref: MAX, role: 'member' })
    .expect(201);
  const secret = await portal.createWorkItem(vault, {
    title: 'Rotate the sesame',
  });
  const ledger = await portal.ensureProject('ledger');
  await portal.createWorkItem(ledger, { title: 'Grind sesame' });
  await portal.rebuildIndex();
  return { portal, secretPath: `${vault}/work-items/${secret.id}` };
}

describe('search with a filtering permission policy', () => {
  let portal: SearchedPortal;
  let secretPath: string;
  const found = async (ref: string) =>
    (await portal.findTitles(ref, 'sesame')).sort();

  beforeAll(async () => {
    ({ portal, secretPath } = await startWithSecret(true));
  });

  afterAll(() => portal.stop());

  it('returns items of a secret project only to users with access', async () => {
    const everything = ['LEDGER-1 Grind sesame', 'VAULT-1 Rotate the sesame'];
    expect(await found(MAX)).toEqual(everything);
    expect(await found(ADMIN)).toEqual(everything);
    expect(await found(GINA)).toEqual(['LEDGER-1 Grind sesame']);
  });

  it('omits deleted items even when the index still contains them', async () => {
    await portal.send(ADMIN, 'delete', secretPath).expect(204);
    expect(await found(MAX)).toEqual(['LEDGER-1 Grind sesame']);
  });
});

describe('search with policyFilters but without permissions enabled', () => {
  it('omits items of secret projects from the index', async () => {
    const { portal } = await startWithSecret(false);
    expect(await portal.findTitles(ADMIN, 'sesame')).toEqual([
      'LEDGER-1 Grind sesame',
    ]);
    await portal.stop();
  });
});
