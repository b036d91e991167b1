import { durationToMilliseconds } from '@backstage/types';
import { endpoints } from '@callboard/plugin-callboard-common';
import { Access } from '../access/Access';
import { Relations } from '../access/Relations';
import { Ownership } from '../access/Ownership';
import { OwnershipStore } from '../access/OwnershipStore';
import { DefaultMemberships } from './members/DefaultMemberships';
import { getPoolSize } from '../database/statements';
import { PeopleService } from './people/PeopleService';
import { ProjectService } from './projects/ProjectService';
import { WorkspaceDirectory } from './workspaces/WorkspaceDirectory';
import { auditRefusals } from '../http/translateErrors';
import { ConcurrencyLimit } from '../http/ConcurrencyLimit';
import { ContractRouter } from '../http/ContractRouter';
import { Reads } from '../http/Reads';
import { toRoutePath } from '../http/routePaths';
import { Kernel } from './createKernel';

/** The limits of concurrent imports: a table takes up to 120 MB of memory during its import. */
const importLimits = { total: 4, perPerson: 3 };

/** Creates a router for the contract's endpoints, with authentication. */
export function createRouter(
  { platform, config, knex, logger }: Kernel,
  deps: {
    people: PeopleService;
    workspaces: WorkspaceDirectory;
    projects: ProjectService;
    relations: Relations;
    defaultMemberships: DefaultMemberships;
    ownershipStore: OwnershipStore;
  },
): ContractRouter {
  for (const { access, path } of Object.values(endpoints)) {
    if (access.kind === 'public') {
      platform.httpRouter.addAuthPolicy({
        path: toRoutePath(path),
        allow: 'unauthenticated',
      });
    }
  }
  return new ContractRouter({
    onRefusal: auditRefusals(platform.auditor, logger),
    reads: new Reads({
      connections: getPoolSize(knex),
      timeoutMs: durationToMilliseconds(config.reads.timeout),
    }),
    access: new Access({
      httpAuth: platform.httpAuth,
      permissions: platform.permissions,
      config,
      ownership: new Ownership({
        userInfo: platform.userInfo,
        store: deps.ownershipStore,
      }),
      ...deps,
    }),
    checkResponses: process.env.NODE_ENV === 'test',
    downloads: new ConcurrencyLimit({
      workName: 'exports',
      total: config.exports.maxConcurrent,
      perPerson: config.exports.maxConcurrentPerPerson,
    }),
    uploads: new ConcurrencyLimit({ workName: 'imports', ...importLimits }),
  });
}
